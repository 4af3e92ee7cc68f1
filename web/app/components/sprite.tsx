/** The shapes of the lights and icons, once a page; drawn with attributes because the policy allows no inline style. */
export function Sprite() {
  return (
    <svg className="sprite" aria-hidden="true">
      <defs>
        <symbol id="ok" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6.5" fill="currentColor" />
          <path d="M5 8.3l2.1 2.1L11.2 6" className="cut" />
        </symbol>
        <symbol id="warn" viewBox="0 0 16 16">
          <path d="M8 1.6 15 14H1Z" fill="currentColor" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
          <path d="M8 6v4M8 12.2v.1" className="cut" />
        </symbol>
        <symbol id="fail" viewBox="0 0 16 16">
          <rect x="1.5" y="1.5" width="13" height="13" rx="2" fill="currentColor" />
          <path d="M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" className="cut" />
        </symbol>
        <symbol id="unknown" viewBox="0 0 16 16">
          <path d="M8 .9 15.1 8 8 15.1.9 8Z" fill="currentColor" />
          <path d="M6.3 6.5a1.75 1.75 0 1 1 2.5 1.6c-.6.3-.8.6-.8 1.2M8 11.3v.1" className="cut" />
        </symbol>
        <symbol id="stale" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6" className="ring" />
          <path d="M8 4.6V8l2.4 1.5" className="ring" />
        </symbol>
        <symbol id="skipped" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6" className="ring" />
          <path d="M5.2 8h5.6" className="ring" />
        </symbol>
        <symbol id="running" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6" className="ring" opacity=".28" />
          <path d="M8 2a6 6 0 0 1 6 6" className="ring" />
        </symbol>
        <symbol id="queued" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6" className="ring" strokeDasharray="1.6 2.17" />
        </symbol>
        <symbol id="never" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="6" className="ring" strokeDasharray="3.4 2.88" />
        </symbol>
        <symbol id="s-ok" viewBox="0 0 8 8">
          <circle cx="4" cy="4" r="3" fill="currentColor" />
        </symbol>
        <symbol id="s-warn" viewBox="0 0 8 8">
          <path d="M4 .4 7.8 7.3H.2Z" fill="currentColor" />
        </symbol>
        <symbol id="s-fail" viewBox="0 0 8 8">
          <rect x=".6" y=".6" width="6.8" height="6.8" rx=".8" fill="currentColor" />
        </symbol>
        <symbol id="s-unknown" viewBox="0 0 8 8">
          <path d="M4 .2 7.8 4 4 7.8.2 4Z" fill="currentColor" />
        </symbol>
        <symbol id="s-stale" viewBox="0 0 8 8">
          <circle cx="4" cy="4" r="2.8" fill="none" stroke="currentColor" strokeWidth="1.5" />
        </symbol>
        <symbol id="s-skipped" viewBox="0 0 8 8">
          <rect x=".8" y="3.2" width="6.4" height="1.6" rx=".5" fill="currentColor" />
        </symbol>
        <symbol id="s-never" viewBox="0 0 8 8">
          <circle cx="4" cy="4" r="1.2" fill="currentColor" />
        </symbol>
        <symbol id="play" viewBox="0 0 16 16">
          <path d="M5 3.6v8.8L12.2 8Z" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
        </symbol>
        <symbol id="chev" viewBox="0 0 16 16">
          <path
            d="M4.5 6.5 8 10l3.5-3.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </symbol>
        <symbol id="copy" viewBox="0 0 16 16">
          <path
            d="M6 5.5V4a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-1.5M4 5.5h5a1 1 0 0 1 1 1v5.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1Z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.3"
          />
        </symbol>
        <symbol id="close" viewBox="0 0 16 16">
          <path d="M4 4l8 8M12 4l-8 8" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
        </symbol>
        <symbol id="left" viewBox="0 0 16 16">
          <path d="M9.5 4 5.5 8l4 4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
        </symbol>
        <symbol id="right" viewBox="0 0 16 16">
          <path d="M6.5 4l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
        </symbol>
      </defs>
    </svg>
  );
}
