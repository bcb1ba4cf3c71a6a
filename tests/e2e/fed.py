"""What the service is fed that must not come out, and documents that hold it."""

from auth.development import resident
from auth.roles import Level
from tests.leaks import MARKER
from tests.workbench import bsn_of

__all__ = ["DOCUMENTS", "ELS", "EVERYTHING", "HOW", "JAN", "JWT", "ME", "WHOLE"]

JAN, ELS = bsn_of("jan"), bsn_of("els")
JWT = "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJic24iOiI5OTk5MDAwMDYifQ.c2lnbmF0dXJl"
HOW = "verificatie: LEGITIMATIE"
EVERYTHING = f"{ELS} Elsbeth Schouten {JWT} {MARKER}"
ME = resident("jan", JAN, "", "", Level.SUBSTANTIEEL)
WHOLE = """query ($eerste: Int = 3) { mij { burgerservicenummer naam { volledigeNaam } adres { regels bag { panden } }
  kinderen { naam { volledigeNaam } persoon { adres { regels } } } partners { persoon { leeftijd } }
  aanvragen(eerste: $eerste) { volgende knopen { id soort { naam } status { naam } resultaat { naam }
    statushistorie { naam } documenten { knopen { titel soort } }
    besluiten { id soort toelichting } substatussen { tekst } behandelaar { naam afdeling } eigenschappen { waarde }
    stappen { naam sinds } actieNodig deelaanvragen { nummer titel } } }
  wozObjecten { id belang adresregels waarden { knopen { waarde bezwaar } } beschikking { dagtekening } }
  wozObjectenElders { knopen { id } } teBetalen { totaal { bedrag } } betalingen(eerste: $eerste) { volgende knopen {
    rekeningId nummer omschrijving } } producten(eerste: $eerste) { volgende knopen { id naam soort } }
  parkeervergunningen(eerste: $eerste) { volgende knopen { id nummer zone saldo kentekens { kenteken } } }
  facturen(eerste: $eerste) { volgende knopen { id nummer omschrijving datum bedrag iban status
    regels { omschrijving } termijnen { bedrag } } }
  belastingaanslagen(eerste: $eerste) { volgende knopen { id nummer jaar bedrag status
    regels { omschrijving wozNummer wozObject { adresregels belang } } } }
  berichten(eerste: $eerste) { volgende knopen { id onderwerp tekst aanvraagnummer bijlagen { titel } } }
  taken(eerste: $eerste) { volgende knopen { id titel link bedrag } }
  ingediend(eerste: $eerste) { knopen { id nummer soort document { titel } } }
  reisdocumenten { nummer soort geldigTot { tekst } inhouding { reden } } meldingen { titel tekst actie regel }
  contactgegevens { emailadressen { adres } } contactmomenten(eerste: $eerste) { volgende knopen { id onderwerp } }
  afspraken(eerste: $eerste) { volgende knopen { id onderwerp locatie } }
  meldingenOpenbareRuimte(eerste: $eerste) { volgende knopen { id nummer locatie } }
  aantalMedebewoners adresHistorie(eerste: $eerste) { volgende knopen { regels gemeente inOnderzoek { tekst } } } } }"""
DOCUMENTS = [
    f'{{ mij {{ aanvraag(id: "{EVERYTHING}") {{ nummer }} }} }}',
    f'{{ mij {{ aanvragen(na: "{EVERYTHING}") {{ volgende }} }} }}',
    f'{{ mij {{ aanvragen(eerste: "{EVERYTHING}") {{ volgende }} }} }}',
    f"{{ mij {{ aanvragen(eerste: {JAN}) {{ volgende }} }} }}",
    f"{{ mij {{ aanvragen(eerste: {JAN}{JAN}) {{ volgende }} }} }}",
    f"{{ mij {{ aanvragen(filter: {MARKER}) {{ volgende }} }} }}",
    f'{{ mij {{ facturen(na: "{EVERYTHING}") {{ volgende }} }} }}',
    f'{{ mij {{ berichten(na: "{EVERYTHING}") {{ volgende }} }} }}',
    f'{{ mij {{ belastingaanslagen(na: "{EVERYTHING}") {{ volgende }} }} }}',
    f'{{ mij {{ adresHistorie(na: "{EVERYTHING}") {{ volgende }} }} }}',
    f"{{ mij {{ facturen(eerste: {JAN}) {{ volgende }} }} }}",
    f"{{ mij {{ facturen(filter: {MARKER}) {{ volgende }} }} }}",
    f'{{ mij {{ reisdocumenten(nummer: "{EVERYTHING}") {{ soort }} }} }}',
    f'{{ mij {{ aanvragen(filter: {{ bsn: "{EVERYTHING}" }}) {{ volgende }} }} }}',
    f'{{ mij {{ naam(van: "{EVERYTHING}") {{ volledigeNaam }} }} }}',
    f"{{ mij {{ bsn{JAN} }} }}",
    f'{{ klantcontact(id: "{EVERYTHING}") {{ doel }} }}',
    f'{{ personen(burgerservicenummers: ["{EVERYTHING}"]) {{ leeftijd }} }}',
    f"{{ personen(burgerservicenummers: {JAN}) {{ leeftijd }} }}",
    f'mutation {{ startKlantcontact(wie: {{ burgerservicenummer: "{EVERYTHING}" }}, doel: OVERIG, {HOW}) {{ id }} }}',
    f'mutation {{ startKlantcontact(wie: {{ zoekresultaat: "{EVERYTHING}" }}, doel: OVERIG, {HOW}) {{ id }} }}',
    f'mutation {{ startKlantcontact(wie: {{ aanvraagnummer: "{EVERYTHING}" }}, doel: OVERIG, {HOW}) {{ id }} }}',
    f'mutation {{ startKlantcontact(wie: {{ burgerservicenummer: "{JAN}" }}, doel: "{EVERYTHING}") {{ id }} }}',
    f'mutation {{ startKlantcontact(wie: {{ burgerservicenummer: "{JAN}", aanvraagnummer: "{MARKER}" }}) {{ id }} }}',
    f'mutation {{ startKlantcontact(wie: "{JAN}") {{ id }} }}',
    f'mutation {{ eindigKlantcontact(id: "{EVERYTHING}") }}',
    f'{{ zoekPersonen(zoek: {{ burgerservicenummer: "{EVERYTHING}" }}, doel: OVERIG) {{ naam }} }}',
    f'{{ zoekPersonen(zoek: {{ aanvraagnummer: "{EVERYTHING}" }}, doel: OVERIG) {{ naam }} }}',
    f'{{ zoekPersonen(zoek: {{ aanvraagnummer: "{MARKER}" }}, doel: OVERIG) {{ naam }} }}',
    f'{{ zoekPersonen(zoek: {{ bagId: "{EVERYTHING}" }}, doel: OVERIG) {{ naam }} }}',
    f'{{ zoekPersonen(zoek: {{ naamEnGemeente: {{ geslachtsnaam: "{EVERYTHING}", voornamen: "*" }} }}, doel: OVERIG)'
    "{ naam } }",
    f'{{ zoekPersonen(zoek: {{ naamEnGemeente: {{ geslachtsnaam: "{MARKER}", voornamen: "x" }} }}, doel: OVERIG)'
    "{ naam } }",
    f'{{ zoekPersonen(zoek: {{ geslachtsnaamEnGeboortedatum: {{ geslachtsnaam: "{MARKER}", '
    f'geboortedatum: "{JAN}" }} }}, doel: OVERIG) {{ naam }} }}',
    f"# {EVERYTHING}\n{{ sessie {{ rol }} }}",
    f"# {EVERYTHING}\n{{ sessie {{ rol }}",
    f'"""{EVERYTHING}""" type A {{ b: Int }}',
    f'{{ mij {{ naam {{ volledigeNaam }} @include(if: "{EVERYTHING}") }} }}',
    f'{{ mij @onbekend(van: "{EVERYTHING}") {{ leeftijd }} }}',
    f'{{ sessie {{ rol }} }} "{EVERYTHING}"',
    f"{{ sessie {{ rol }} }} {JAN}",
    f'{{ sessie {{ rol }} }} "{EVERYTHING}',
    f'{{ sessie {{ rol }} }} """{EVERYTHING}',
    f"{{ sessie {{ rol }} }} \\u{JAN}",
    f"query v{JAN} {{ sessie {{ rol }} }}",
    f"query v{JAN} {{ sessie {{ rol }} }} query v{JAN} {{ sessie {{ rol }} }}",
    f"query ($v{JAN}: Int!) {{ sessie {{ rol }} }}",
    f"query ($v{JAN}: v{JAN}!) {{ sessie {{ rol }} }}",
    f"{{ ...v{JAN} }}",
    f"fragment v{JAN} on Query {{ ...v{JAN} }} {{ ...v{JAN} }}",
    f'query ($a: Int = "{EVERYTHING}") {{ mij {{ aanvragen(eerste: $a) {{ volgende }} }} }}',
    f"query ($a: Int = {JAN}) {{ mij {{ aanvragen(eerste: $a) {{ volgende }} }} }}",
    f'{{ mij {{ aanvragen(eerste: 3, eerste: "{EVERYTHING}") {{ volgende }} }} }}',
    f'{{ a: mij {{ aanvragen(na: "{JAN}") {{ volgende }} }} a: mij {{ aanvragen(na: "{MARKER}") {{ volgende }} }} }}',
    f'{{ __type(name: "{EVERYTHING}") {{ name }} }}',
]
