/** Any other address. */
export function loader() {
  throw new Response('The address leads nowhere.', { status: 404 });
}

export default function Nowhere() {
  return null;
}
