import { useEffect, useState } from 'react';

const WASH_MS = 1_200;

/** True for the moment in which something washes, after its light has changed before the reader’s eyes; never at first sight. */
export function useTurned(light: string): boolean {
  const [seen, setSeen] = useState(light);
  const [turned, setTurned] = useState(false);
  if (seen !== light) {
    setSeen(light);
    setTurned(true);
  }
  useEffect(() => {
    if (!turned) return;
    const washed = setTimeout(() => setTurned(false), WASH_MS);
    return () => clearTimeout(washed);
  }, [turned, light]);
  return turned;
}
