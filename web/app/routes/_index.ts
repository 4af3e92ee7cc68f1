import { redirect } from '@remix-run/node';

/** The checks are the front page. */
export function loader() {
  return redirect('/ops');
}
