/** The table stands in the frame around this; nothing lies over it. */
export default function NoDrawer() {
  return null;
}
