import { Fragment } from 'react';
import type { CheckView } from '#web/app/check-view.ts';
import { Credential } from '#web/app/components/credential.tsx';
import { possessive } from '#web/app/possessive.ts';
import { CopyButton } from './copy-button.tsx';

/** What came back, the id that the service's support asks for, and the credential that was used. */
export function WhatWasSaid({ head, whom }: { head: NonNullable<CheckView['head']>; whom: string }) {
  const { http, answer, requestId, credentials } = head;
  if (http === null && requestId === null && credentials.length === 0) return null;
  return (
    <section>
      <h2>What {whom} said</h2>
      <dl className="said">
        {http !== null && (
          <>
            <dt>Answer</dt>
            <dd>
              <code>
                {http} {answer}
              </code>
            </dd>
          </>
        )}
        {requestId !== null && (
          <>
            <dt>For {possessive(whom)} support</dt>
            <dd>
              <code>{requestId}</code>
              <CopyButton what="the request id" text={() => requestId} />
            </dd>
          </>
        )}
        {credentials.map((light) => (
          <Fragment key={light.variable}>
            <dt>Credential</dt>
            <Credential light={light} />
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
