// The lines of an address.
export function Lines({ of }: { of: readonly string[] }) {
  return of.map((line) => (
    <span key={line} className="line">
      {line}
    </span>
  ));
}
