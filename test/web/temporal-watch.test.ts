import { describe, expect, it, vi } from 'vitest';
import { createTemporalWatch } from '#web/app/temporal-watch.server.ts';

describe('the watch on Temporal', () => {
  it('has nothing to say while Temporal answers', async () => {
    expect(
      await createTemporalWatch(
        () => Promise.resolve(),
        () => {},
      ).trouble(),
    ).toBeNull();
  });

  it('says in a sentence that it does not answer, and tells the pages', async () => {
    let told = 0;
    const watch = createTemporalWatch(
      () => Promise.reject(new Error('UNAVAILABLE')),
      () => told++,
    );
    expect(await watch.trouble()).toBe('Temporal does not answer, so nothing can run.');
    expect(told).toBe(1);
  });

  it('keeps no page waiting for an answer that does not come, and tells when it came', async () => {
    let fail = (_: Error): void => {};
    let told = 0;
    const watch = createTemporalWatch(
      () => new Promise((_, reject) => (fail = reject)),
      () => told++,
    );
    expect(await watch.trouble()).toBeNull();
    fail(new Error('deadline'));
    await vi.waitFor(() => expect(told).toBe(1));
    expect(await watch.trouble()).toMatch(/does not answer/);
  });

  it('says it to the very page that asks next, when Temporal goes and when it is back', async () => {
    let answers = true;
    const watch = createTemporalWatch(
      () => (answers ? Promise.resolve() : Promise.reject(new Error('UNAVAILABLE'))),
      () => {},
      -1,
    );
    expect(await watch.trouble()).toBeNull();
    answers = false;
    expect(await watch.trouble()).toMatch(/does not answer/);
    answers = true;
    expect(await watch.trouble()).toBeNull();
  });

  it('tells the pages when it is looked at from time to time, though none of them asks', async () => {
    let told = 0;
    const watch = createTemporalWatch(
      () => Promise.reject(new Error('UNAVAILABLE')),
      () => told++,
      -1,
    );
    watch.look();
    await vi.waitFor(() => expect(told).toBe(1));
  });

  it('asks once for many pages', async () => {
    let asked = 0;
    const watch = createTemporalWatch(
      () => Promise.resolve(void asked++),
      () => {},
    );
    await Promise.all(Array.from({ length: 20 }, () => watch.trouble()));
    await watch.trouble();
    expect(asked).toBe(1);
  });
});
