import { WhileFresh } from './while-fresh.tsx';

/** Reads out how everything is when that changes, on every page; seconds and minutes never. */
export function Announcer({ announcement }: { announcement: string }) {
  return (
    <p className="vh" role="status">
      <WhileFresh>{announcement}</WhileFresh>
    </p>
  );
}
