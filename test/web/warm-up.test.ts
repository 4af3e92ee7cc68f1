import { expect, it } from 'vitest';
import { manyChecks } from '#test/support/many-checks.ts';
import { PANEL_BUILD, servicesOver } from '#test/support/panel-build.ts';
import { warmUp } from '#web/warm-up.ts';

it('reads what the page of checks reads, several times', async () => {
  const services = servicesOver(manyChecks(5));
  let read = 0;
  services.reader.overview = () => {
    read += 1;
    return Promise.resolve(manyChecks(5));
  };
  await warmUp(PANEL_BUILD, services);
  expect(read).toBeGreaterThan(3);
});

it('gives up after the first page that cannot be read, and leaves the trouble to the pages', async () => {
  const services = servicesOver(manyChecks(5));
  let read = 0;
  services.reader.overview = () => {
    read += 1;
    return Promise.reject(Object.assign(new Error('connection refused'), { name: 'SequelizeConnectionRefusedError' }));
  };
  await warmUp(PANEL_BUILD, services);
  expect(read).toBe(1);
});
