import { Form } from '@remix-run/react';
import type { ChecksPage, Offer } from '#web/app/checks-page.ts';
import { Icon } from './light.tsx';

/** Run now, over all: which of four selections. Works without JavaScript, being a `<details>`. What costs money is asked for twice. */
export function RunMenu({ page, nonce, back }: { page: ChecksPage; nonce: string; back: string }) {
  const { menu, counts, configured, temporalTrouble } = page;
  if (temporalTrouble || configured === 0) {
    return (
      <>
        <button className="button" disabled aria-describedby="why-not">
          Run now
        </button>
        <p className="why" id="why-not">
          {configured === 0
            ? 'There is nothing to run before a provider is configured.'
            : 'Runs need Temporal. “npm start” brings it up; else look at TEMPORAL_ADDRESS.'}
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
      <Form method="post" action="/ops/runs" className="pop">
        <input type="hidden" name="nonce" value={nonce} />
        <input type="hidden" name="back" value={back} />
        <button name="selection" value="baseline">
          <b>Baseline</b>
          <span>{words(menu.baseline)}, those that keep the light green</span>
        </button>
        {menu.failing.count > 0 && (
          <button name="selection" value="failing">
            <b>What is not well</b>
            <span>{words(menu.failing)}</span>
          </button>
        )}
        <button name="selection" value="all">
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
            <button name="selection" value="expensive" className="button">
              Yes, for {dollars(costs)}
            </button>
          </details>
        )}
      </Form>
    </details>
  );
}

const dollars = (usd: number): string => (usd < 0.005 ? 'less than a cent' : `about $${usd.toFixed(2)}`);

function words({ count, costUsd }: Offer): string {
  return `${count === 1 ? '1 check' : `${count} checks`}, ${costUsd > 0 ? dollars(costUsd) : 'free'}`;
}
