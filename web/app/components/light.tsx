import { LIGHT_WORDS, type Light as Shown } from '#web/app/light-of.ts';

/** What a light can look like: what is known, or that it is being found out. */
export type Lit = Shown | 'running' | 'queued';

const WORDS: Record<Lit, string> = { ...LIGHT_WORDS, running: 'Running', queued: 'Queued' };

/** A light as a shape with a colour. Its word must stand beside it, or in the text around it. */
export function Light({ light, size = '' }: { light: Lit; size?: 'xxl' | 'xl' | '' }) {
  return (
    <svg className={`light ${size}`.trim()} data-light={light} aria-hidden="true">
      <use href={`#${light}`} />
    </svg>
  );
}

/** A light as small as a full stop. */
export function Dot({ light }: { light: Shown }) {
  return (
    <svg className="dot" data-light={light} aria-hidden="true">
      <use href={`#s-${light}`} />
    </svg>
  );
}

/** A light and its word. */
export function LightAndWord({ light }: { light: Lit }) {
  return (
    <>
      <Light light={light} />
      <span>{WORDS[light]}</span>
    </>
  );
}

/** One of the icons of the sprite. */
export function Icon({ name }: { name: 'play' | 'chev' | 'copy' | 'close' | 'left' | 'right' }) {
  return (
    <svg className="icon" aria-hidden="true">
      <use href={`#${name}`} />
    </svg>
  );
}
