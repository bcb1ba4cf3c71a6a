// The parts in which an amount is paid.
import { isPast, useFormat } from '../../language/format';
import { useMoneyTexts } from './texts';

interface Part {
  vervaldatum: string | null;
  bedrag: string | null;
  betaald: boolean | null;
}

export function Instalments({ parts, of }: { parts: readonly Part[]; of: string }) {
  const texts = useMoneyTexts();
  const { amount, shortDay } = useFormat();
  if (parts.length === 0) return null;
  const stand = ({ betaald, vervaldatum }: Part) => {
    if (betaald) return texts.paid;
    return vervaldatum && isPast(vervaldatum) ? texts.overdue : texts.open;
  };
  return (
    <details>
      <summary>
        {texts.instalments(parts.filter(({ betaald }) => betaald).length, parts.length)}{' '}
        <span className="hidden">({of})</span>
      </summary>
      <table className="table">
        <caption className="hidden">
          {texts.instalmentsName} {of}
        </caption>
        <thead>
          <tr>
            <th scope="col">{texts.payBy}</th>
            <th scope="col">{texts.stand}</th>
            <th scope="col" className="table__amount">
              {texts.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part, place) => (
            <tr key={place}>
              <th scope="row">{part.vervaldatum && shortDay(part.vervaldatum)}</th>
              <td>{stand(part)}</td>
              <td className="table__amount">{part.bedrag && amount(part.bedrag)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
