import { describe, expect, it } from 'vitest';
import { changeStream } from '#web/app/change-stream.server.ts';

function openStream() {
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const reader = changeStream({ subscribe }, closing.signal).getReader();
  const read = async () => {
    const { value, done } = await reader.read();
    return done ? null : new TextDecoder().decode(value);
  };
  return { listeners, closing, read, cancel: () => reader.cancel(), tell: () => listeners.forEach((listener) => listener()) };
}

describe('the event stream', () => {
  it('says “changed” and nothing of what changed', async () => {
    const { read, cancel, tell } = openStream();
    expect(await read()).toBe('retry: 2000\n\n');
    tell();
    expect(await read()).toBe('data: changed\n\n');
    await cancel();
  });

  it('makes one word of a storm, and another for what comes after it', async () => {
    const { read, cancel, tell } = openStream();
    await read();
    for (let change = 0; change < 500; change++) tell();
    await read();
    const saidAt = performance.now();
    for (let change = 0; change < 500; change++) tell();
    expect(await read()).toBe('data: changed\n\n');
    expect(performance.now() - saidAt).toBeGreaterThan(140);
    await cancel();
  });

  it('lets go of its listener when the page goes', async () => {
    const { read, listeners, closing } = openStream();
    await read();
    expect(listeners.size).toBe(1);
    closing.abort();
    expect(await read()).toBeNull();
    expect(listeners.size).toBe(0);
  });
});
