import { describe, expect, it } from 'vitest';
import { few } from '#web/app/few.ts';

const check = (group: string, capability: string) => ({
  name: `${group}.${capability}`,
  label: `${group} ${capability.toLowerCase()}`,
  capability,
  scope: group,
  group,
});
const some = (count: number, group: string) => Array.from({ length: count }, (_, index) => check(group, `C${index}`));

describe('the checks of a cause, in few words', () => {
  it('names a few, of the same provider by what they do', () => {
    expect(few([check('Bruma', 'Ingest'), check('Silencio', 'App')], 'Bruma')).toBe('Ingest and Silencio app');
  });

  it('counts many, and names their providers', () => {
    expect(few(some(6, 'Bruma'), 'Bruma')).toBe('C0, C1, C2, C3, C4 and C5');
    expect(few(some(7, 'Bruma'), 'Bruma')).toBe('7 checks of Bruma');
    expect(few([...some(7, 'Bruma'), ...some(1, 'Aurora')], 'Bruma')).toBe('8 checks of Bruma and Aurora');
  });

  it('counts the providers where they are many too', () => {
    expect(
      few(
        Array.from({ length: 7 }, (_, index) => check(`G${index}`, 'A')),
        'G0',
      ),
    ).toBe('7 checks of 7 providers');
  });
});
