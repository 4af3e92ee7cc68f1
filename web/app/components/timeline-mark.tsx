import { placeOf, roomFor, widthOf, type Axis, type Mark } from '#web/app/run-timeline.ts';

/** One stretch of a check's line: a thin line, a bar, or dots. Its text shows only where the track is wide enough for it; that of a last bar
 * which is too short stands behind it. */
export function TimelineMark({ mark, isLast, axis }: { mark: Mark; isLast: boolean; axis: Axis }) {
  const x = placeOf(mark.from, axis);
  const width = widthOf(mark, axis);
  if (mark.kind === 'queued') return mark.to > mark.from ? <rect className="queue" x={x} width={width} y="13.5" height="1" /> : null;
  const room = mark.label === null ? null : roomFor(mark.label, mark, axis);
  if (mark.kind === 'wait') {
    return (
      <>
        <line className="waitline" x1={x} x2={placeOf(mark.to, axis)} y1="14" y2="14" />
        {room && (
          <text className="on" data-room={room} x={placeOf((mark.from + mark.to) / 2, axis)} y="9">
            {mark.label}
          </text>
        )}
      </>
    );
  }
  const isBehind = isLast && room !== 300 && mark.label !== null && roomFor(mark.label, { from: mark.to, to: axis.endMs }, axis) === 300;
  return (
    <>
      <rect className="att" data-look={mark.look} x={x} width={width} y="8" height="12" rx="2" />
      {isBehind && (
        <text className="behind" data-look={mark.look} x={placeOf(mark.to, axis)} dx="7" y="18">
          {mark.label}
        </text>
      )}
      {room && !isBehind && (
        <text className="in" data-look={mark.look} data-room={room} x={x} dx="5" y="18">
          {mark.label}
        </text>
      )}
    </>
  );
}
