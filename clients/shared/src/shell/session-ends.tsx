// Tells in time that the session is about to end, and lets somebody stay (WCAG 2.2, 2.2.1).
import { useEffect, useRef, useState } from 'react';

import { useGraph } from '../client/asked';
import { readSession } from '../client/session';
import { useLanguage } from '../language/language';
import { Button } from '../ui/button';
import { useShellTexts } from './texts';

const WARN = 120; // seconds before the end
const PATIENCE = 10_000; // milliseconds

export function SessionEnds() {
  const { graph } = useGraph();
  const texts = useShellTexts();
  const [language] = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  // When it ends: if nothing more is asked, and in any case; and when that was told. Milliseconds since 1970.
  const known = useRef({ at: 0, end: Infinity, latest: Infinity });
  const [left, setLeft] = useState<number | null>(null); // seconds, while the dialog is there

  useEffect(() => {
    let busy = false;
    let earliest = 0; // when nobody could tell, it is not asked again at once
    const look = async () => {
      const { at, end, latest } = known.current;
      // the idle time starts anew at every question
      const moved = Math.max(0, graph.asked - at);
      const seconds = (Math.min(end + moved, latest) - Date.now()) / 1000;
      if (at > 0 && seconds > WARN) return setLeft(null);
      if (busy || Date.now() < earliest) return;
      if (at > 0 && seconds > 0 && graph.asked < at) return setLeft(Math.ceil(seconds));
      busy = true; // another tab may have made it last
      const now = await readSession(language);
      busy = false;
      if (now === null) return graph.leave();
      if (now) return remember(now);
      earliest = Date.now() + PATIENCE;
      if (seconds < 0) graph.leave();
    };
    // who goes back to a page of before may have logged out since
    const back = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      known.current.at = 0;
      void look();
    };
    void look();
    const timer = setInterval(look, 1000);
    addEventListener('pageshow', back);
    return () => {
      clearInterval(timer);
      removeEventListener('pageshow', back);
    };
  }, [language]);

  const remember = ({ seconden, uiterlijk }: { seconden: number; uiterlijk: number }) => {
    const at = Date.now();
    known.current = { at, end: at + seconden * 1000, latest: at + uiterlijk * 1000 };
    setLeft(seconden > WARN ? null : seconden);
  };
  const stay = async () => {
    const now = await readSession(language, true);
    if (now === null) graph.leave();
    else if (now) remember(now);
  };

  const isOpen = left !== null;
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);

  const seconds = left ?? 0;
  // told once a minute to who listens, and near the end each ten seconds
  const told = seconds > 60 ? texts.minutes(Math.ceil(seconds / 60)) : texts.seconds(Math.ceil(seconds / 10) * 10);
  const canStay = known.current.latest - Date.now() > WARN * 1000;
  return (
    <dialog
      ref={dialog}
      className="session"
      aria-labelledby="session-ends"
      onCancel={(event) => {
        event.preventDefault();
        void stay(); // who closes it is there
      }}
    >
      <h2 id="session-ends">{texts.ends}</h2>
      <p aria-live="polite">{isOpen && (canStay ? texts.endsText(told) : texts.lasts(told))}</p>
      <div className="session__ways">
        {canStay && <Button onClick={() => void stay()}>{texts.stay}</Button>}
        <form method="post" action="/uitloggen">
          <Button type="submit" kind="secondary">
            {texts.out}
          </Button>
        </form>
      </div>
    </dialog>
  );
}
