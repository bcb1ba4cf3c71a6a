// Which part of a list is shown: one of a few, each a button that stays pressed.
interface Props<Choice> {
  name: string; // what is chosen, for who can't see that the buttons belong together
  choices: readonly (readonly [choice: Choice, text: string])[];
  chosen: Choice;
  choose: (choice: Choice) => void;
}

export function Filters<Choice>({ name, choices, chosen, choose }: Props<Choice>) {
  return (
    <div className="filters" role="group" aria-label={name}>
      {choices.map(([choice, text]) => (
        <button key={text} type="button" aria-pressed={choice === chosen} onClick={() => choose(choice)}>
          {text}
        </button>
      ))}
    </div>
  );
}
