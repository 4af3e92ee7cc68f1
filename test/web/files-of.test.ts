import { expect, it } from 'vitest';
import { filesOf } from '#web/app/files-of.ts';

it('names a file as the probe did, and knows a picture by its name', () => {
  const output_paths = ['integration_probes/x/0123456789ab-after.png', 'integration_probes/x/0123456789ab-status.json'];
  expect(filesOf({ output_paths, artifact_urls: ['/a', '/b'] })).toEqual([
    { url: '/a', name: 'after.png', isPicture: true },
    { url: '/b', name: 'status.json', isPicture: false },
  ]);
});

it('counts files of which the path is not known', () => {
  expect(filesOf({ output_paths: [], artifact_urls: ['/a'] })).toEqual([{ url: '/a', name: 'file 1', isPicture: false }]);
});
