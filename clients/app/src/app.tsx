// The app of residents: its screens, in what stands around each.
import { GraphProvider, useAsked } from 'mijndenhaag-shared/src/client/asked';
import { Graph } from 'mijndenhaag-shared/src/client/graph';
import { worded } from 'mijndenhaag-shared/src/language/language';
import { NotFound } from 'mijndenhaag-shared/src/screens/not-found';
import { SessionEnds } from 'mijndenhaag-shared/src/shell/session-ends';
import { ForOther } from 'mijndenhaag-shared/src/shell/shell';
import { useShellTexts } from 'mijndenhaag-shared/src/shell/texts';
import { kindOf } from 'mijndenhaag-shared/src/shell/visitor';
import { Title } from 'mijndenhaag-shared/src/ui/title';
import { Link, Redirect, Route, Router, Switch } from 'wouter';

import { Kop, VoorWie } from './gql/documents';
import { MessagesScreen } from './messages/messages';
import { MoreScreen } from './more/more';
import { RequestScreen } from './requests/request';
import { RequestsScreen } from './requests/requests';
import { StartScreen } from './start/start';
import { Tabs } from './tabs';

const useTexts = worded({
  nl: { residents: 'Deze app is er voor inwoners', organisation: 'Naar uw organisatie op de website' },
  en: { residents: 'This app is for residents', organisation: 'To your organisation on the website' },
});

const graph = new Graph();

export function App() {
  return (
    <GraphProvider graph={graph}>
      <Router base="/app">
        <Shell />
      </Router>
      <SessionEnds />
    </GraphProvider>
  );
}

function Shell() {
  const texts = useShellTexts();
  const { data } = useAsked(Kop, {});
  const isForOther = Boolean(data?.sessie?.mandaat);
  const isOrganisation = Boolean(data?.sessie && kindOf(data.sessie) === 'organisation');
  return (
    <>
      <a className="skip" href="#inhoud">
        {texts.skip}
      </a>
      <header className="top">
        <Link className="header__name" href="/">
          {texts.name}
        </Link>
        <form method="post" action="/uitloggen">
          <button className="header__way">{texts.out}</button>
        </form>
      </header>
      {isForOther && <ForWhom />}
      <main id="inhoud" className="screen" tabIndex={-1}>
        {isOrganisation ? <Elsewhere /> : <Screens />}
      </main>
      <Tabs />
    </>
  );
}

function ForWhom() {
  return <ForOther name={useAsked(VoorWie, {}).data?.mij?.naam?.volledigeNaam ?? null} />;
}

function Elsewhere() {
  const texts = useTexts();
  return (
    <>
      <Title>{texts.residents}</Title>
      <p className="whole">
        <a href="/">{texts.organisation}</a>
      </p>
    </>
  );
}

function Screens() {
  return (
    <Switch>
      <Route path="/" component={StartScreen} />
      <Route path="/aanvragen" component={RequestsScreen} />
      <Route path="/aanvragen/:id" component={RequestScreen} />
      <Route path="/berichten" component={MessagesScreen} />
      <Route path="/meer" component={MoreScreen} />
      <Route path="/index.html">
        <Redirect to="/" replace />
      </Route>
      <Route component={NotFound} />
    </Switch>
  );
}
