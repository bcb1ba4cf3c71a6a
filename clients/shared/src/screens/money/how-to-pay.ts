// How something is paid, in a sentence: nothing is paid on these pages themselves.
import type { Betaalwijze } from '../../gql/types';
import { isPast, useFormat } from '../../language/format';
import { useMoneyTexts } from './texts';

interface Due {
  betaalwijze: Betaalwijze | null;
  vervaldatum: string | null;
  termijnen: readonly { vervaldatum: string | null; bedrag: string | null; betaald: boolean | null }[];
}

export function useHowToPay(): (due: Due) => string | null {
  const texts = useMoneyTexts();
  const { amount, day } = useFormat();
  return ({ betaalwijze, vervaldatum, termijnen }) => {
    const next = termijnen.find(({ betaald }) => !betaald);
    const isDebited = betaalwijze === 'AUTOMATISCHE_INCASSO';
    if (next?.bedrag && next.vervaldatum) {
      const [sum, by] = [amount(next.bedrag), day(next.vervaldatum)];
      return isDebited ? texts.nextDebited(sum, by) : texts.nextPart(sum, by);
    }
    if (isDebited) return vervaldatum ? texts.debitedOn(day(vervaldatum)) : texts.debited;
    if (!vervaldatum) return betaalwijze && texts.transfer;
    if (isPast(vervaldatum)) return texts.transferNow(day(vervaldatum));
    return betaalwijze === 'ONLINE' ? texts.transferOrOnline(day(vervaldatum)) : texts.transferBy(day(vervaldatum));
  };
}
