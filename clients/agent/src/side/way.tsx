import type { Caller } from '../caller';

// From beside the resident's screen to a page in it.
export function Way({ to, history, children }: { to: string; history: Caller['history']; children: string }) {
  return (
    <button type="button" className="way row__title" onClick={() => history.navigate(to)}>
      {children}
    </button>
  );
}
