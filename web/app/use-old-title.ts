import { useEffect } from 'react';

const OLD = '? Not live – Greenlight';

/** While the page is of the past its tab says so: the verdict that stands there otherwise would be told in the present tense. */
export function useOldTitle(isOld: boolean): void {
  useEffect(() => {
    if (!isOld) return;
    const before = document.title;
    document.title = OLD;
    return () => {
      if (document.title === OLD) document.title = before;
    };
  }, [isOld]);
}
