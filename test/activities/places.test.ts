import { expect, it } from 'vitest';
import { createPlaces } from '#activities/places.ts';

const never = new AbortController().signal;
const patient = { withinMs: 20_000, signal: never };

it('gives as many places at once as there are, each key its own', async () => {
  const places = createPlaces(2);
  const taken = [await places.take('a', patient), await places.take('a', patient), await places.take('b', patient)];
  expect(taken.every((place) => place !== null)).toBe(true);
  expect(await places.take('a', { ...patient, withinMs: 1 })).toBeNull();
});

it('hands a place that comes free to who has waited longest, once', async () => {
  const places = createPlaces(1);
  const first = (await places.take('a', patient))!;
  const served: string[] = [];
  const waits = ['second', 'third'].map((name) => places.take('a', patient).then((place) => (served.push(name), place!)));
  first();
  const second = await waits[0]!;
  expect(served).toEqual(['second']);
  second();
  (await waits[1]!)();
  expect(await places.take('a', { ...patient, withinMs: 1 })).not.toBeNull();
  expect(await places.take('a', { ...patient, withinMs: 1 })).toBeNull();
});

it('keeps no place for who gave up waiting, or was cancelled', async () => {
  const places = createPlaces(1);
  const first = (await places.take('a', patient))!;
  const cancelled = new AbortController();
  const waits = places.take('a', { ...patient, signal: cancelled.signal });
  cancelled.abort(new Error('cancelled'));
  await expect(waits).rejects.toThrow('cancelled');
  expect(await places.take('a', { ...patient, withinMs: 1 })).toBeNull();
  first();
  expect(await places.take('a', { ...patient, withinMs: 1 })).not.toBeNull();
});
