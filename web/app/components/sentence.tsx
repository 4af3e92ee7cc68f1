import { Fragment } from 'react';
import { useNow } from '#web/app/clock.tsx';
import { partInWords, type Said } from '#web/app/said.ts';
import { ClockTime } from './when.tsx';

/** A sentence whose times of day are in the reader’s zone, and whose lengths of time move on. */
export function Sentence({ said }: { said: Said }) {
  const now = useNow();
  return said.map((part, index) => (
    <Fragment key={index}>{typeof part === 'object' && 'at' in part ? <ClockTime at={part.at} /> : partInWords(part, now)}</Fragment>
  ));
}
