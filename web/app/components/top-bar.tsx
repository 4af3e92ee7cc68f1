import { NavLink, Link } from '@remix-run/react';
import { LIGHT_WORDS, type Light as Shown } from '#web/app/light-of.ts';
import { Light } from './light.tsx';

/** The head of every page: the worst light as logo, and the ways to go. */
export function TopBar({ light, notLiveSince }: { light: Shown; notLiveSince: Date | null }) {
  return (
    <>
      <header className="top">
        <Link className="brand" to="/ops" aria-label={`Greenlight, ${LIGHT_WORDS[light]}`}>
          <Light light={light} />
          <span>Greenlight</span>
        </Link>
        <nav aria-label="Main">
          <NavLink to="/ops" end>
            Checks
          </NavLink>
          <NavLink to="/ops/runs">Runs</NavLink>
        </nav>
        <p className="live" role="status">
          {notLiveSince && `Not live since ${notLiveSince.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}, trying again.`}
        </p>
      </header>
    </>
  );
}
