import { tickWords } from '#web/app/watch-line.ts';

const STEP = 8;

/** The last ticks, the newest at the right: on time a bar, late a low one of ours, missed a hollow one. */
export function Pulse({ ticks }: { ticks: string }) {
  const { short, full } = tickWords(ticks);
  return (
    <span className="withpulse">
      <svg className="pulse" width={ticks.length * STEP - 3} height="10" role="img" aria-label={full}>
        {[...ticks].map((tick, index) => {
          const x = index * STEP;
          if (tick === 'm') return <rect key={index} className="miss" x={x + 0.5} y="3.5" width="4" height="6" />;
          return tick === 'l' ? (
            <rect key={index} className="late" x={x} y="6" width="5" height="4" rx="1" />
          ) : (
            <rect key={index} className="tick" x={x} y="3" width="5" height="7" rx="1" />
          );
        })}
      </svg>
      <span aria-hidden="true">{short}</span>
    </span>
  );
}
