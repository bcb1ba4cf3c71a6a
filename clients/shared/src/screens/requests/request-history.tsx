// What happened to a request until now, newest first: its statuses, and what was told between these.
import { present } from '../../client/asked';
import { type Masked, unmasked } from '../../client/document';
import type { Fault } from '../../client/faults';
import type { GebeurdFragment } from '../../gql/types';
import { useFormat } from '../../language/format';
import { Block } from '../../ui/block';
import { Row, Rows } from '../../ui/rows';
import { Dutch } from '../person/dutch';
import { useRequestTexts } from './texts';

interface Props {
  statuses: readonly (Masked<GebeurdFragment> | null)[] | null;
  between: readonly ({ tekst: string | null; sinds: string | null } | null)[] | null;
  loading: boolean;
  faults: readonly Fault[];
  again: () => void;
}

export function RequestHistory({ statuses, between, faults, ...block }: Props) {
  const texts = useRequestTexts();
  const { moment } = useFormat();
  const told = [
    ...present(statuses).map((status) => unmasked(status)),
    ...present(between).map(({ tekst, sinds }) => ({ naam: tekst, sinds, toelichting: null })),
  ].toSorted((a, b) => (b.sinds ?? '').localeCompare(a.sinds ?? ''));
  const isThere = Boolean(statuses ?? between);
  return (
    <Block title={texts.history} value={isThere ? told : null} faults={[...new Set(faults)]} {...block}>
      {() => (
        <Rows>
          {told.map(({ naam, sinds, toelichting }, place) => (
            <Row key={place} title={<Dutch>{naam}</Dutch>}>
              {sinds && <span className="row__place">{moment(sinds)}</span>}
              <Dutch>{toelichting}</Dutch>
            </Row>
          ))}
        </Rows>
      )}
    </Block>
  );
}
