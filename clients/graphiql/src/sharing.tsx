// Shares the question of the active tab as a link, and opens the one of a link that was followed.
import { useOperationsEditorState } from '@graphiql/react';
import { parse } from 'graphql';
import { useEffect, useState } from 'react';

import { linkOf, takeFragment, textOf } from './links';
import { personalLine } from './personal';
import { useOpen } from './tabs';
import { texts } from './texts';

interface Notice {
  words: string;
  link?: string;
  refused?: boolean;
}

export function Sharing() {
  const [text] = useOperationsEditorState();
  const [notice, setNotice] = useState<Notice>();
  useFollowed(setNotice);
  return (
    <>
      <button type="button" className="share" onClick={() => void shared(text).then(setNotice)}>
        {texts.share}
      </button>
      <div className="notice" role="status" data-refused={notice?.refused}>
        {notice && (
          <>
            <p>{notice.words}</p>
            {notice.link && (
              <input readOnly value={notice.link} aria-label={texts.link} onFocus={({ target }) => target.select()} />
            )}
            <button type="button" onClick={() => setNotice(undefined)}>
              {texts.close}
            </button>
          </>
        )}
      </div>
    </>
  );
}

async function shared(text: string): Promise<Notice> {
  let line;
  try {
    line = personalLine(parse(text));
  } catch {
    return { words: texts.notShared, refused: true }; // what can't be read can't be looked through either
  }
  if (line !== undefined) return { words: texts.personal(line), refused: true };
  const link = await linkOf(text);
  try {
    await navigator.clipboard.writeText(link);
    return { words: texts.copied, link };
  } catch {
    return { words: texts.copyIt, link }; // a browser may refuse
  }
}

// When the page opens, and when a link is pasted into the address of a page that is open already.
function useFollowed(tell: (notice: Notice) => void): void {
  const [packed, setPacked] = useState(takeFragment);
  const open = useOpen();
  useEffect(() => {
    const follow = () => {
      const taken = takeFragment();
      if (taken !== undefined) setPacked(taken);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    if (packed === undefined || !open) return;
    setPacked(undefined);
    textOf(packed).then(
      (text) => {
        open({ text });
        tell({ words: texts.opened });
      },
      () => tell({ words: texts.malformed, refused: true }),
    );
  }, [packed, open, tell]);
}
