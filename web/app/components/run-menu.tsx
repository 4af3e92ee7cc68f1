import type { ChecksPage, Offer } from '#web/app/checks-page.ts';
import { Icon } from './light.tsx';

/** Run now, over all: which of four selections; nothing where there is nothing to run. Works without JavaScript, being a `<details>`. What costs money is asked for twice. */
export function RunMenu({ page }: { page: ChecksPage }) {
  const { menu, counts, configured, temporalTrouble } = page;
  if (configured === 0) return null;
  if (temporalTrouble) {
    return (
      <>
        <button className="button" disabled aria-describedby="why-not">
          Run now
        </button>
        <p className="why" id="why-not">
          Needs Temporal
        </p>
      </>
    );
  }
  const costs = menu.expensive.costUsd;
  const isDear = menu.expensive.count > menu.all.count;
  return (
    <details className="menu" data-key="R">
      <summary className={counts.fail > 0 ? 'button' : 'button primary'}>
        <span>Run now</span>
        <Icon name="chev" />
      </summary>
      <div className="pop">
        <button form="ask" name="selection" value="baseline">
          <b>Baseline</b>
          <span>{words(menu.baseline)}, those that keep the light green</span>
        </button>
        {menu.failing.count > 0 && (
          <button form="ask" name="selection" value="failing">
            <b>What is not well</b>
            <span>{words(menu.failing)}</span>
          </button>
        )}
        <button form="ask" name="selection" value="all">
          <b>{isDear ? 'All but the expensive' : 'All checks'}</b>
          <span>{words(menu.all)}</span>
        </button>
        {isDear && (
          <details className="ask-twice">
            <summary>
              <b>With expensive ones</b>
              <span>
                {menu.expensive.count} checks, costs {dollars(costs)}
              </span>
            </summary>
            <p>Pictures cost money: this asks each provider for them, within the day’s budget.</p>
            <button form="ask" name="selection" value="expensive" className="button">
              Yes, for {dollars(costs)}
            </button>
          </details>
        )}
      </div>
    </details>
  );
}

const dollars = (usd: number): string => (usd < 0.005 ? 'less than a cent' : `about $${usd.toFixed(2)}`);

function words({ count, costUsd }: Offer): string {
  return `${count === 1 ? '1 check' : `${count} checks`}, ${costUsd > 0 ? dollars(costUsd) : 'free'}`;
}
