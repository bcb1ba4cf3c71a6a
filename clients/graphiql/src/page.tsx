// GraphiQL below a bar of our own.
import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider, useGraphiQL } from '@graphiql/react';
import { GraphiQLInterface } from 'graphiql';
import { useEffect, useLayoutEffect } from 'react';

import { CALLS_PLUGIN } from './calls';
import { Chooser } from './chooser';
import { executions } from './executions';
import { createFetcher } from './fetcher';
import { written } from './identity';
import { PRACTICE } from './place';
import { QUESTIONS_PLUGIN } from './question-list';
import { firstQuestions } from './questions';
import { Sharing } from './sharing';
import { texts } from './texts';
import { Tokens } from './tokens';

// Queries and variables may hold a number of somebody. The storage of the session ends with the tab of the browser;
// GraphiQL would put them into the local storage, where they stay. Answers and tokens are stored nowhere.
const STORAGE = sessionStorage;

const FETCHER = createFetcher(new Tokens(), executions);
const PLUGINS = [DOC_EXPLORER_PLUGIN, QUESTIONS_PLUGIN, CALLS_PLUGIN, explorerPlugin(), HISTORY_PLUGIN];

const TABS = firstQuestions.map(({ text, identity, variables }) => ({
  query: text,
  headers: written(identity),
  variables: variables || null,
}));

// GraphiQL takes no variables of the first tab into its editor, so they are given apart while nothing is stored.
const INITIAL = STORAGE.length ? null : (TABS[0]?.variables ?? null);

// The panel holds tables, for which the width that GraphiQL gives it is too little: its part of that of the editors.
const PANEL = 'graphiql:docExplorerFlex';
if (!STORAGE.getItem(PANEL)) STORAGE.setItem(PANEL, '0.58');

export function Page() {
  return (
    <GraphiQLProvider
      fetcher={FETCHER}
      storage={STORAGE}
      plugins={PLUGINS}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      visiblePlugin={CALLS_PLUGIN}
      defaultTabs={TABS}
      defaultHeaders={TABS[0]?.headers ?? '{}'} // of a new tab, and of the first
      shouldPersistHeaders // they hold the name of a persona, see `identity.ts`
      {...(INITIAL === null ? {} : { initialVariables: INITIAL })}
    >
      <HistoryStore>
        <DocExplorerStore>
          <ActiveTab />
          <header className="bar">
            <h1>
              {texts.title} <span>{PRACTICE ? `${texts.subtitle}, ${texts.practice}` : texts.subtitle}</span>
            </h1>
            <Chooser />
            <Sharing />
          </header>
          <main lang="en">
            <GraphiQLInterface defaultEditorToolsVisibility="variables" showPersistHeadersSettings={false} />
          </main>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}

function ActiveTab() {
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id ?? '');
  useLayoutEffect(() => void (executions.activeTab = tab), [tab]);
  useEffect(() => {
    // A question opens in a tab at the end of a bar that may be full.
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab]);
  return null;
}
