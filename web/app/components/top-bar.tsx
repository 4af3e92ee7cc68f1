import { NavLink, Link } from '@remix-run/react';
import { LIGHT_WORDS, type Light as Shown } from '#web/app/light-of.ts';
import type { Watched } from '#web/app/watch-line.ts';
import { KeySheet } from './key-sheet.tsx';
import { Light } from './light.tsx';
import { LiveNote } from './live-note.tsx';
import { Watcher } from './watcher.tsx';

/** The head of every page: the worst light as logo, and the ways to go. */
export function TopBar({ light, watch }: { light: Shown; watch: Watched }) {
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
        <LiveNote />
        <Watcher watch={watch} />
        <KeySheet />
      </header>
    </>
  );
}
