import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { patientFetch } from './patient-fetch.ts';

window.fetch = patientFetch(window.fetch.bind(window));

function comeAlive(): void {
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}

// Seen first, then alive. A hidden page is not painted, and must not wait for it.
if (document.hidden) comeAlive();
else requestAnimationFrame(() => setTimeout(comeAlive));
