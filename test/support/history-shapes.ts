import { ApplicationFailure, type WorkflowHandle } from '@temporalio/client';
import { vi } from 'vitest';
import { createFakeDoctor, type FakeDoctor } from './fake-activities.ts';

interface Shape {
  doctor(): FakeDoctor;
  /** What happens to the run from outside; then it is awaited. */
  during?(handle: WorkflowHandle, doctor: FakeDoctor): Promise<void>;
}

/** The shapes a run's history can have; each is recorded once and replayed for ever. */
export const HISTORY_SHAPES: Record<string, Shape> = {
  'all-good': {
    doctor: () => createFakeDoctor({ 'aurora.key': {}, 'aurora.text': { requires: ['aurora.key'] }, 'bruma.key': { provider: 'bruma' } }),
  },
  'one-fails': {
    doctor: () =>
      createFakeDoctor({
        'aurora.key': {},
        'bruma.key': { behaviour: 'fail' },
        'bruma.text': { requires: ['bruma.key'] },
        'bruma.json': { requires: ['bruma.text'] },
      }),
  },
  retried: {
    doctor() {
      let tries = 0;
      return createFakeDoctor({
        'bruma.text': {
          behaviour: ({ check }) =>
            ++tries < 3
              ? Promise.reject(ApplicationFailure.create({ type: 'NoVerdictYet', message: 'No verdict yet', nextRetryDelay: 10 }))
              : Promise.resolve({ check, status: 'ok' }),
        },
      });
    },
  },
  'timed-out': {
    doctor: () =>
      createFakeDoctor({
        'aurora.key': {},
        'silencio.text': {
          timeoutMs: 400,
          behaviour: ({ check }) => new Promise((resolve) => setTimeout(() => resolve({ check, status: 'ok' }), 2_000)),
        },
      }),
  },
  'waits-its-turn': {
    doctor: () =>
      createFakeDoctor(Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`bruma.${name}`, { provider: 'bruma', limit: 1 }]))),
  },
  cancelled: {
    doctor: () =>
      createFakeDoctor({
        'aurora.key': {},
        'silencio.text': { behaviour: ({ check }) => new Promise((resolve) => setTimeout(() => resolve({ check, status: 'ok' }), 1_500)) },
        'silencio.json': { requires: ['silencio.text'] },
      }),
    async during(handle, doctor) {
      await vi.waitUntil(() => doctor.begun.includes('silencio.text') && doctor.outcomes()['aurora.key'] === 'ok', { timeout: 10_000 });
      await handle.cancel();
    },
  },
};
