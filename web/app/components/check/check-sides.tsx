import { Link } from '@remix-run/react';
import type { CheckQuery } from '#web/app/check-query.ts';
import { otherCheckAddress } from '#web/app/check-query.ts';
import { Light } from '#web/app/components/light.tsx';
import { filesOf } from '#web/app/files-of.ts';
import { LIGHT_WORDS } from '#web/app/light-of.ts';
import { measureWords } from '#web/app/measure-words.ts';
import { providerName } from '#web/app/names.ts';
import { took } from '#web/app/times.ts';
import type { ComparedProvider, Comparison } from '#workflows/core/compare-providers.ts';

interface Props {
  comparison: Comparison;
  query: CheckQuery;
  /** The check whose page this is. */
  name: string;
}

/** The same asked of several providers: what each gave last, took, measured and cost. */
export function CheckSides({ comparison, query, name }: Props) {
  const { providers } = comparison;
  return (
    <section>
      <h2>{providers.map(({ provider }) => providerName(provider)).join(' and ')}, side by side</h2>
      <div className="compare sides" data-count={providers.length}>
        {providers.map((side) => (
          <Side key={side.provider} side={side} query={query} isThis={side.check_name === name} />
        ))}
      </div>
    </section>
  );
}

function Side({ side, query, isThis }: { side: ComparedProvider; query: CheckQuery; isThis: boolean }) {
  // Of an edit the result, not what was sent.
  const picture = filesOf(side).findLast(({ isPicture }) => isPicture);
  const provider = providerName(side.provider);
  const facts = [took(side.duration_ms), ...(side.cost_usd > 0 ? [`$${side.cost_usd}`] : []), ...measureWords(side.measures)];
  return (
    <figure>
      {picture && (
        <a href={picture.url}>
          <img src={picture.url} alt={`What ${provider} painted`} width="288" height="288" loading="lazy" />
        </a>
      )}
      <figcaption>
        <Light light={side.status} />
        <b>
          {isThis ? (
            provider
          ) : (
            <Link preventScrollReset to={otherCheckAddress(side.check_name, query)}>
              {provider}
            </Link>
          )}
        </b>
        <span>
          {LIGHT_WORDS[side.status]}, {facts.join(', ')}
        </span>
      </figcaption>
    </figure>
  );
}
