import { describe, expect, it } from 'vitest';
import { shareNext } from '#web/app/share-next.ts';

/** Readings that end when the test says so; each gives its own number. */
function readings() {
  const begun: { end(): void; fail(error: Error): void }[] = [];
  const read = shareNext(() => {
    const number = begun.length + 1;
    return new Promise<number>((resolve, reject) => begun.push({ end: () => resolve(number), fail: reject }));
  });
  return { read, begun };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a shared reading', () => {
  it('begins at once for whoever asks while nothing is being read', () => {
    const { read, begun } = readings();
    void read();
    expect(begun).toHaveLength(1);
  });

  it('is the next one for all who ask while one is under way, never that one', async () => {
    const { read, begun } = readings();
    const first = read();
    const others = [read(), read(), read()];
    await turn();
    expect(begun).toHaveLength(1);
    begun[0]!.end();
    expect(await first).toBe(1);
    await turn();
    expect(begun).toHaveLength(2);
    begun[1]!.end();
    expect(await Promise.all(others)).toEqual([2, 2, 2]);
  });

  it('is not joined by who asks after it began', async () => {
    const { read, begun } = readings();
    void read();
    const second = read();
    begun[0]!.end();
    await turn();
    const third = read();
    begun[1]!.end();
    expect(await second).toBe(2);
    await turn();
    begun[2]!.end();
    expect(await third).toBe(3);
  });

  it('does not suffer from one that failed before it', async () => {
    const { read, begun } = readings();
    const first = read();
    const second = read();
    begun[0]!.fail(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    begun[1]!.end();
    expect(await second).toBe(2);
  });

  it('begins anew after all were served', async () => {
    const { read, begun } = readings();
    const first = read();
    begun[0]!.end();
    await first;
    await turn();
    void read();
    expect(begun).toHaveLength(2);
  });
});
