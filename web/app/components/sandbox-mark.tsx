/** Stands on every page of the sandbox, so that no green of it is taken for a real one. */
export function SandboxMark() {
  return (
    <aside className="sandbox" aria-label="Sandbox">
      <b>Sandbox</b>
      <span>Pretend providers on this machine. Nothing here is about your real services.</span>
    </aside>
  );
}
