import { useRef, useSyncExternalStore } from 'react';
import { KEY_SHEET } from '#web/app/keys.ts';
import { turnSingleKeys, useSingleKeys } from '#web/app/single-keys.ts';

/** The list of keys behind “?”, with the switch that turns single ones off. Without JavaScript there are no such keys, and no button. */
export function KeySheet() {
  const sheet = useRef<HTMLDialogElement>(null);
  const isAlive = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const areOn = useSingleKeys();
  return (
    <>
      <button
        type="button"
        className="keys"
        disabled={!isAlive}
        aria-label="Keyboard shortcuts"
        aria-haspopup="dialog"
        onClick={() => sheet.current?.showModal()}
      >
        ?
      </button>
      <dialog className="keysheet" ref={sheet} aria-labelledby="keysheet-title">
        <h2 id="keysheet-title">Keyboard</h2>
        <dl>
          {KEY_SHEET.map(({ keys, then, does }) => (
            <div key={does}>
              <dt>
                <Keys keys={keys} />
                {then && (
                  <>
                    {' '}
                    then <Keys keys={then} />
                  </>
                )}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label className="switch">
          <input type="checkbox" role="switch" checked={areOn} onChange={({ target }) => turnSingleKeys(target.checked)} />
          Single keys
        </label>
        <p>Turned off, only Esc, Enter and Tab do something. This browser remembers it.</p>
        <form method="dialog">
          <button className="button">Close</button>
        </form>
      </dialog>
    </>
  );
}

function Keys({ keys }: { keys: readonly string[] }) {
  return keys.map((key, index) => (
    <span key={key}>
      {index > 0 && ' '}
      <kbd>{key}</kbd>
    </span>
  ));
}
