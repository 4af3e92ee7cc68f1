import type { Comparison, ComparedProvider } from '#workflows/core/compare-providers.ts';
import { measureWords } from '#web/app/measure-words.ts';
import { capabilityName, providerName, scopeName } from '#web/app/names.ts';
import { took } from '#web/app/times.ts';
import { Files } from './files.tsx';
import { Light } from './light.tsx';

/** The same capability asked of several providers: what each took, measured, cost and gave. */
export function Comparisons({ comparisons }: { comparisons: readonly Comparison[] }) {
  if (comparisons.length === 0) return null;
  return (
    <section className="comparisons" aria-labelledby="side-by-side">
      <h2 id="side-by-side">Side by side</h2>
      {[...Map.groupBy(comparisons, providersOf)].map(([key, alike]) => (
        <table key={key} className="compared">
          <caption>{scopeName(alike[0]!.scope)}</caption>
          <thead>
            <tr>
              <th scope="col">Capability</th>
              {alike[0]!.providers.map(({ provider }) => (
                <th key={provider} scope="col">
                  {providerName(provider)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {alike.map(({ capability, providers }) => (
              <tr key={capability}>
                <th scope="row">{capabilityName(capability)}</th>
                {providers.map((side) => (
                  <td key={side.provider}>
                    <Side side={side} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

const providersOf = ({ scope, providers }: Comparison): string => [scope, ...providers.map(({ provider }) => provider)].join(' ');

function Side({ side }: { side: ComparedProvider }) {
  const facts = [took(side.duration_ms), ...measureWords(side.measures), ...(side.cost_usd > 0 ? [`$${side.cost_usd}`] : [])];
  return (
    <>
      <Light light={side.status} /> <a href={`#${side.check_name}`}>{facts.join(' · ')}</a>
      <Files output_paths={side.output_paths} artifact_urls={side.artifact_urls} />
    </>
  );
}
