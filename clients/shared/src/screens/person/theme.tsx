// One theme of a dossier: what is to be done, requests, products, documents, and what is elsewhere.
import { useParams } from 'wouter';

import { usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Thema } from '../../gql/documents';
import type { ThemaQuery } from '../../gql/types';
import { Block } from '../../ui/block';
import { Faults } from '../../ui/faults';
import { Row, Rows } from '../../ui/rows';
import { Skeleton } from '../../ui/skeleton';
import { Lead, Title } from '../../ui/title';
import { NotFound } from '../not-found';
import { Referral } from './referral';
import { ThemeDocuments } from './theme-documents';
import { ThemeProducts, ThemeRequests, ThemeTasks, useProducts } from './theme-parts';
import { useThemeTexts } from './theme-texts';
import './person.css';

type Theme = NonNullable<NonNullable<ThemaQuery['mij']>['thema']>;

// The page on which a field of the person is shown, where it has one.
const PAGES = {
  naam: '/gegevens',
  adres: '/gegevens',
  reisdocumenten: '/gegevens',
  teBetalen: '/rekeningen',
  betalingen: '/rekeningen',
  facturen: '/rekeningen',
  belastingaanslagen: '/belasting',
  wozObjecten: '/belasting',
  wozObjectenElders: '/belasting',
  parkeervergunningen: '/vergunningen',
  producten: '/vergunningen',
  meldingenOpenbareRuimte: '/meldingen',
} as const;

// Another theme is another page: nothing of the one before stays.
export default function ThemePage() {
  const { naam = '' } = useParams();
  return <ThemeOf key={naam} name={naam} />;
}

function ThemeOf({ name }: { name: string }) {
  const texts = useThemeTexts();
  const { data, faults, loading, again } = usePerson(Thema, { naam: name });
  const products = useProducts(name); // what comes below waits for it, so that nothing moves
  const theme = data?.thema;
  const failed = faultsAt(faults, 'thema');
  if (!loading && !theme && failed.some(({ code }) => code === 'ONGELDIGE_INVOER')) return <NotFound />;
  return (
    <>
      {theme ? <Title>{theme.titel}</Title> : <Title>{texts.theme}</Title>}
      {loading && <Skeleton rows={1} />}
      {theme && <Lead>{theme.tekst}</Lead>}
      <Faults faults={failed} again={again} />
      <ThemeTasks name={name} />
      <ThemeRequests name={name} />
      <ThemeDocuments name={name} />
      <ThemeProducts asked={products} />
      {theme && !products.loading && <Further theme={theme} again={again} />}
    </>
  );
}

function Further({ theme: { blokken, verwijzingen }, again }: { theme: Theme; again: () => void }) {
  const texts = useThemeTexts();
  const pages = [...new Set(blokken.flatMap((field) => (field in PAGES ? [PAGES[field as keyof typeof PAGES]] : [])))];
  return (
    <>
      <Block title={texts.inDossier} loading={false} value={pages} faults={[]} again={again}>
        {() => (
          <Rows>
            {pages.map((page) => (
              <Row key={page} title={texts.pages[page]} href={page} />
            ))}
          </Rows>
        )}
      </Block>
      <Block title={texts.elsewhere} loading={false} value={verwijzingen} faults={[]} again={again}>
        {() => (
          <Rows>
            {verwijzingen.map((referral, place) => (
              <Referral key={place} referral={referral} />
            ))}
          </Rows>
        )}
      </Block>
    </>
  );
}
