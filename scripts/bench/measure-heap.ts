/** What a process holds in memory, in bytes. */
export interface Heap {
  /** JavaScript's own, of all its threads, after a forced collection. */
  used: number;
  /** All of the process, as the machine sees it: native code, buffers and what the collector has not given back. */
  resident: number;
}

interface Message {
  id?: number;
  method?: string;
  params?: { sessionId: string; message: string };
  result?: Record<string, unknown>;
  error?: { message: string };
}
type Ask = (method: string, params?: object) => Promise<Record<string, unknown>>;

/** Asks a Node process that was started with `--inspect` at this port of loopback: it needs no word of its own for it. */
export async function measureHeap(port: number): Promise<Heap> {
  const response = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [target] = (await response.json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target!.webSocketDebuggerUrl);
  const threads = new Map<string, ReturnType<typeof conversation>>();
  const main = conversation((text) => socket.send(text));
  const gone = new Promise<never>((_, reject) => {
    socket.onclose = () => reject(new Error('The process that was measured hung up.'));
  });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    const session = message.params?.sessionId ?? '';
    if (message.method === 'NodeWorker.attachedToWorker') {
      threads.set(
        session,
        conversation((text) => void main.ask('NodeWorker.sendMessageToWorker', { sessionId: session, message: text })),
      );
    } else if (message.method === 'NodeWorker.receivedMessageFromWorker') {
      threads.get(session)?.hear(JSON.parse(message.params!.message) as Message);
    } else main.hear(message);
  };
  const measured = async (): Promise<Heap> => {
    await new Promise((resolve) => (socket.onopen = resolve));
    // Names all threads before it answers. Workflows have their own.
    await main.ask('NodeWorker.enable', { waitForDebuggerOnStart: false });
    let used = 0;
    for (const { ask } of [main, ...threads.values()]) used += await collected(ask);
    const { result } = await main.ask('Runtime.evaluate', { expression: 'process.memoryUsage.rss()', returnByValue: true });
    return { used, resident: (result as { value: number }).value };
  };
  try {
    return await Promise.race([measured(), gone]);
  } finally {
    socket.close();
  }
}

async function collected(ask: Ask): Promise<number> {
  // What the first collection set free may hold more until it was told so.
  for (let round = 0; round < 2; round++) await ask('HeapProfiler.collectGarbage');
  return (await ask('Runtime.getHeapUsage'))['usedSize'] as number;
}

/** Asks and answers with one thread, in the words of the inspector's protocol. */
function conversation(send: (text: string) => void): { ask: Ask; hear(message: Message): void } {
  const waiting = new Map<number, (message: Message) => void>();
  return {
    ask: (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = waiting.size + 1;
        waiting.set(id, ({ result, error }) => (error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result ?? {})));
        send(JSON.stringify({ id, method, params }));
      }),
    hear: (message) => waiting.get(message.id ?? 0)?.(message),
  };
}
