/** Any other address. */
export function loader() {
  throw new Response('The address leads nowhere.', { status: 404 });
}

/** What is sent to any other address. */
export function action() {
  return loader();
}

export default function Nowhere() {
  return null;
}
