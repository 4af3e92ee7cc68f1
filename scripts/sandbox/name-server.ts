import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export interface NameServer {
  /** `host:port` */
  address: string;
  port: number;
  close(): Promise<void>;
}

const HEADER_BYTES = 12;
/** An answer to a recursive question, from whom the name belongs to. */
const ANSWERED = 0x8580;
const NO_SUCH_NAME = 3;
const A = 1;
const IN = 1;
/** Says 127.0.0.1: the name of the question once more, type A, class IN, to be kept for no time, four bytes. */
const LOOPBACK = Buffer.from([0xc0, HEADER_BYTES, 0, A, 0, IN, 0, 0, 0, 0, 0, 4, 127, 0, 0, 1]);

/** A name server on loopback (DNS over UDP, RFC 1035): the names that are known are this machine under IPv4, all others do not exist.
 * `lateMs` is how long it thinks about a name. What is no question is not answered. */
export async function openNameServer(
  port: number,
  isKnown: (name: string) => boolean,
  lateMs: (name: string) => number = () => 0,
): Promise<NameServer> {
  const socket = createSocket('udp4');
  const thinking = new Set<NodeJS.Timeout>();
  socket.on('message', (message, from) => {
    const question = read(message);
    if (!question) return;
    const say = () => socket.send(answer(message, question, isKnown(question.name)), from.port, from.address);
    const ms = lateMs(question.name);
    if (ms === 0) return say();
    const timer = setTimeout(() => (thinking.delete(timer), say()), ms);
    thinking.add(timer);
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    port: socket.address().port,
    async close() {
      thinking.forEach(clearTimeout);
      socket.close();
      await once(socket, 'close');
    },
  };
}

interface Question {
  name: string;
  isAddress: boolean;
  /** Where the question ends; what follows is not looked at. */
  end: number;
}

function read(message: Buffer): Question | null {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = message[at]; length !== 0; length = message[at]) {
    if (length === undefined || length > 63) return null;
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const end = at + 5;
  if (end > message.length || (message[2]! & 0x80) !== 0) return null;
  const isAddress = message.readUInt16BE(at + 1) === A && message.readUInt16BE(at + 3) === IN;
  return { name: labels.join('.').toLowerCase(), isAddress, end };
}

function answer(message: Buffer, { isAddress, end }: Question, isKnown: boolean): Buffer {
  const says = isKnown && isAddress;
  const header = Buffer.alloc(HEADER_BYTES);
  message.copy(header, 0, 0, 2);
  header.writeUInt16BE(ANSWERED | (isKnown ? 0 : NO_SUCH_NAME), 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(says ? 1 : 0, 6);
  return Buffer.concat([header, message.subarray(HEADER_BYTES, end), ...(says ? [LOOPBACK] : [])]);
}
