// All themes of a dossier.
import { usePerson } from '../../client/asked';
import { faultsAt } from '../../client/faults';
import { Themas } from '../../gql/documents';
import { Faults } from '../../ui/faults';
import { Row, Rows } from '../../ui/rows';
import { Skeleton } from '../../ui/skeleton';
import { Lead, Title } from '../../ui/title';
import { useThemeTexts } from './theme-texts';

export const themeAddress = (name: string): string => `/themas/${encodeURIComponent(name)}`;

export default function ThemesPage() {
  const texts = useThemeTexts();
  const { data, faults, loading, again } = usePerson(Themas, {});
  const themes = data?.themas;
  return (
    <>
      <Title>{texts.themes}</Title>
      <Lead>{texts.themesLead}</Lead>
      {loading && <Skeleton rows={6} />}
      {themes && themes.length > 0 && (
        <Rows>
          {themes.map(({ naam, titel }) => (
            <Row key={naam} icon="folder" title={titel} href={themeAddress(naam)} />
          ))}
        </Rows>
      )}
      {themes?.length === 0 && <p className="empty">{texts.noThemes}</p>}
      <Faults faults={faultsAt(faults, 'themas')} again={again} />
    </>
  );
}
