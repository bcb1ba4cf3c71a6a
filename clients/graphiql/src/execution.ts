// What the service tells of the execution of an operation, in development and when it is asked to.
export interface Call {
  bron: string;
  naam: string;
  operatie: string;
  gevraagd: string[];
  sleutels: number;
  golf: number;
  begin: number; // seconds after the operation began
  seconden: number;
  pogingen: number;
  uitkomst: string; // an HTTP status, or the name of an error
}

export interface Execution {
  kosten: number;
  seconden: number;
  golven: number;
  bevragingen: Call[];
}

export interface Registry {
  bron: string;
  naam: string;
  calls: number;
  fields: number; // different ones
}

export function registriesOf({ bevragingen }: Execution): Registry[] {
  return [...Map.groupBy(bevragingen, (call) => call.bron)].map(([bron, calls]) => ({
    bron,
    naam: calls[0]?.naam ?? bron,
    calls: calls.length,
    fields: new Set(calls.flatMap((call) => call.gevraagd)).size,
  }));
}
