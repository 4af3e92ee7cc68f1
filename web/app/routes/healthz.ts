/** This process lives. */
export function loader() {
  return Response.json({ alive: true }, { headers: { 'Cache-Control': 'no-store' } });
}
