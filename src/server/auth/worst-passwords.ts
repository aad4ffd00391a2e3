/**
 * The passwords that are tried first. Lists of leaked passwords are made of the same few patterns: a word, a name or
 * a row of keys, with a number behind it, a capital in front, letters that look like digits. So the list is made of
 * those patterns here instead of being copied from a leak; German words are among them, which the known lists lack.
 * Shorter ones than the shortest password allowed are left out. Compared without regard to case.
 */
export function isWorstPassword(password: string): boolean {
  return worst().has(fold(password));
}

/** How many there are; for the test that holds the list to its promise. */
export function countWorstPasswords(): number {
  return worst().size;
}

const MIN_LENGTH = 8;

const WORDS =
  `password passwort kennwort geheim geheimnis schatz schatzi hallo willkommen welcome sommer winter herbst
fruehling frühling summer spring autumn montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday
wednesday thursday friday saturday sunday januar februar maerz april juni juli august september oktober november
dezember january february march october december admin administrator root user benutzer login letmein master mustang
dragon monkey shadow sunshine princess prinzessin prinz iloveyou ichliebedich liebe lovely loveyou football fussball
fußball baseball basketball hockey soccer superman batman spiderman pokemon starwars matrix computer internet samsung
google facebook microsoft windows apple android iphone nintendo playstation xbox minecraft fortnite starcraft warcraft
corvette ferrari porsche mercedes volkswagen yamaha harley jordan michael michelle jennifer jessica ashley charlie
daniel thomas andreas stefan stephan christian sebastian alexander alexandra benjamin tobias markus martin matthias
florian patrick dominik julian maximilian sandra nicole sabine susanne claudia andrea martina monika petra stefanie
melanie katharina christina elisabeth franziska johanna victoria veronica samantha elizabeth danielle stephanie
jonathan nicholas anthony william robert joshua matthew andrew justin brandon hunter tigger ginger pepper buster
bailey maggie snoopy garfield mickey donald simpsons familie mama papa mutter vater schule arbeit buero firma service
kunde kunden support office sekretariat verwaltung hausnotruf pflege zentrale telefon deutschland germany berlin
hamburg muenchen münchen frankfurt stuttgart leipzig dresden bayern bremen hannover nuernberg dortmund schalke
borussia werder chelsea liverpool arsenal barcelona realmadrid bluemoon blumen flower butterfly schmetterling dolphin
delphin elephant elefant chocolate schokolade cookie orange banana banane strawberry erdbeere cheese coffee kaffee
diamond diamant silver silber golden goldfish scorpion skorpion phoenix thunder lightning midnight mitternacht
starlight sonnenschein sonne stern sterne engel angel angels teufel devil heaven himmel paradise paradies freedom
freiheit forever fuerimmer forever21 trustno1 whatever nothing something changeme aendern default startwert
initial initialpasswort temporary temp1234 testtest tester testing test probe beispiel example secret secret1 topsecret
access hello helloworld goodbye killer hunter2 ninja hacker cracker wizard zauberer merlin gandalf hobbit frodo
nirvana metallica slipknot rammstein eminem beatles marlboro heineken budweiser guinness corona jackdaniels
marina carmen angela barbara patricia samson sammy lucky happy sweety sweetheart honey darling liebling babygirl
babyboy family freunde friends snickers kitty kitten katze hund puppy pferd pferde bärchen baerchen hasi maus mausi
mausebaer yankees cowboys steelers eagles lakers panther tiger lions redsox rangers raiders packers dolphins
creative graphics marketing business company security sicherheit network netzwerk server system datenbank database
drucker printer qwerty qwertz asdfgh asdf yxcvbn zxcvbn azerty abc abcd abcdef abcdefg aaaa qwer asd qaz wsx
maverick startrek bigdaddy redskins mountain marlboro cocacola dolphins christin scorpion enterprise lasvegas
victoria elephant platinum jordan23 gateway motorola broncos raiders hardcore skywalker vampire stargate doberman
snowball rush2112 goldberg wolverine wrestling thumper babylon5 panthers airborne darkness swimming firebird
cowboy cowboys1 cardinal charlotte chevelle chevrolet christmas claudia champion charles chicken challenge chandler
cherokee chopper citizen cleopatra clifford coltrane columbia concrete confused cinnamon crystal cumberland cyclones
december defender demon1 deftones dempsey denver detroit diablo director discover doctor donkey dreamer drummer
dynamite einstein electric emerald endless england escort esmeralda explorer express extreme fantasia fantasy
fearless february federal fidelity fireball firefire firefly fireman fishing florence florida football1 forester
forsaken fountain francesco francis frankie franklin freeman freepass friendly friendship frontier funtimes
gabriel gandalf1 gateway1 geronimo giants gladiator godzilla goldstar goodluck goodtime grandma gregory griffin
guardian guitar gunners hallo123 hamilton hannibal happyday hardware hawaii hawkeye hercules highland highlander
hollywood homepage homerun hopeless hurricane icecream imperial independent infinity inspiron integra intruder
ireland ironman isabelle jamaica jasmine jeremiah joanna johnson josephine katherine kawasaki kingdom kingfish
kingkong kristina kristine lacrosse lancelot lausanne lawrence legolas leonardo lifetime lighthouse lonestar
longhorn lonewolf lovelove loverboy mackenzie macintosh madison magnolia mandarin manchester margaret marianne
marathon marshall mastermind maxwell megaman memories meridian metallic michaela millenium millions miranda mississippi
mitchell mitsubishi mohammed monster montana montreal morpheus mortgage motorhead mountain1 mushroom mustang1
myspace napoleon natalie national nebraska newcastle newyork nightmare nintendo64 northern notebook notredame
obsidian octavian oblivion olympics oklahoma operator original overkill overlord pacific painter pantera paradox
passport pathfinder patience patriots peaches peanut pearljam pegasus penelope penguin pentium people perfect
philippe phillips pioneer pineapple pinnacle pittsburgh playboy plymouth portland portugal positive postal predator
president pretty priscilla prodigy professor prometheus property prosperity protocol psycho punkrock pussycat
pyramid quicksilver racecar racerx radiohead rainbow rasputin rational rebecca redhead redeemer remember renegade
republic requiem research revolution reynolds richard richmond ricardo riverside roadking roadrunner roberto
rockstar roderick rodriguez romantic rosebud rosemary rossignol russell sabrina salvador sanchez santiago sapphire
sarah saturn savannah scarface schneider schubert scirocco scotland scoobydoo scruffy seattle selena seminole
seminoles sentinel septembr sergei serenity shannon sheffield sherlock sherwood showtime sidekick siemens
silverado simone simpson skeeter skittles skydiver slayer smith smokey snapper sniper snowboard snowflake software
solution somebody something1 southern spanking sparky spartan special spectrum speedway spitfire splinter squirrel
stallion standard stanford starfish stealth steelers1 steve stinger stonecold strategy stranger stratus strength
student stupid suckers sullivan sundance sunflower sunnyday sunset superfly superior superstar surfing survivor
suzuki sweetness sweetpea swordfish sylvia sylvester symphony syracuse syncmaster tacobell tarheels tattoo tazmania
teacher technics teddybear telephone temptation tennessee tequila terminal terminator terrapin theodore thirteen
thunderbird timberland tinkerbell titanic titanium toriamos tottenham toyota tractor trailer training transfer
travis treasure triangle trinity triumph trombone trooper trumpet truelove tucker turtle tweety twilight twister
undertaker united universal universe valentin valentina valentine vanessa vegeta velocity venice vertigo vincent
violet viking viper virginia virtual vladimir volcano volleyball volvo voyager warcraft3 warhammer warlock warrior
warriors washington waterfall watermelon waterloo webmaster webster westside wildcats wildcat william1 williams
willow wilson winston wireless wolfgang wolfpack woodland wonderful woodstock wrangler wrestler xavier yankees1
yellow yosemite youtube yvonne zachary zaphod zeppelin zildjian`
    .split(/\s+/)
    .filter((word) => word !== '');

const YEARS = Array.from({ length: 21 }, (_, index) => String(2010 + index));
const ENDINGS = [
  '',
  '1',
  '2',
  '7',
  '9',
  '01',
  '11',
  '12',
  '13',
  '21',
  '22',
  '23',
  '69',
  '77',
  '88',
  '99',
  '00',
]
  .concat([
    '007',
    '111',
    '123',
    '321',
    '1234',
    '4321',
    '12345',
    '123456',
    '654321',
    '!',
    '1!',
    '12!',
    '123!',
    '.',
  ])
  .concat(['?', '#', '#1', '*', '1234!', '@123', '@1', '_1', '-1'])
  .concat(
    YEARS,
    YEARS.map((year) => `${year}!`),
  );

/** Rows and columns of the two keyboards, forwards, backwards and twice; any eight or more keys in a row. */
const KEY_ROWS = [
  '1234567890',
  '12345678910',
  '0123456789',
  '123456789123456789',
  '112233445566778899',
  '11223344',
  '12341234',
  '123123123',
  '1212121212',
  '147258369',
  '741852963',
  '159357159',
  '789456123',
  '987654321',
  '135792468',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'asdfghjklö',
  'zxcvbnm1',
  'yxcvbnm1',
  'qwerasdf',
  'asdfasdf',
  'qwerqwer',
  'qazwsxedc',
  'qayxswedc',
  '1qaz2wsx3edc',
  '1qay2wsx3edc',
  '1q2w3e4r5t6z',
  '1q2w3e4r5t6y',
  'q1w2e3r4t5',
  'qwer1234',
  '1234qwer',
  'asdf1234',
  '1234asdf',
  'abcdefghijk',
  'abcd1234',
  'abc12345',
  'aabbccdd',
  'a1b2c3d4e5',
  '1a2b3c4d5e',
  'a1234567890',
  '1234567890a',
  '123456789q',
  'q123456789',
  'zaq12wsx',
  'zaq1xsw2',
  'zaq1zaq1',
  '1qazxsw2',
  'xsw21qaz',
  '!qaz2wsx',
];

const LOOKS_LIKE: Readonly<Record<string, string>> = { a: '@', e: '3', i: '1', o: '0', s: '$' };

let made: ReadonlySet<string> | undefined;
/** Made at the first question: most processes of the centre never ask. */
const worst = (): ReadonlySet<string> => (made ??= makeList());

function makeList(): ReadonlySet<string> {
  const list = new Set<string>();
  const add = (password: string): void => {
    const folded = fold(password);
    if ([...folded].length >= MIN_LENGTH) list.add(folded);
  };
  for (const word of WORDS) {
    for (const ending of ENDINGS) add(word + ending);
    for (const spelling of [word + word, reversed(word), ...lookAlikes(word)])
      for (const ending of ['', '1', '12', '123', '1234', '!']) add(spelling + ending);
    for (const start of ['1', '12', '123', '1234']) add(start + word);
  }
  for (const row of KEY_ROWS) {
    for (const keys of [row, reversed(row), row + row]) {
      for (let from = 0; from + MIN_LENGTH <= keys.length; from += 1)
        for (let to = from + MIN_LENGTH; to <= keys.length; to += 1) add(keys.slice(from, to));
    }
  }
  for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789')
    for (let length = MIN_LENGTH; length <= 16; length += 1) add(key.repeat(length));
  for (const pair of repeatingPairs()) add(pair);
  return list;
}

function* repeatingPairs(): Generator<string> {
  for (let one = 0; one < 10; one += 1)
    for (let other = 0; other < 10; other += 1)
      for (const unit of [`${one}${other}`, `${one}${one}${other}${other}`])
        for (let length = MIN_LENGTH; length <= 12; length += 2) yield unit.repeat(6).slice(0, length);
}

/** Each replacement alone, and all of them: `passw0rd`, `p@ssword`, `p@$$w0rd`. */
function lookAlikes(word: string): readonly string[] {
  const replaced = (letters: readonly string[]): string =>
    [...word].map((letter) => (letters.includes(letter) ? (LOOKS_LIKE[letter] ?? letter) : letter)).join('');
  const letters = Object.keys(LOOKS_LIKE);
  return [...letters.map((letter) => replaced([letter])), replaced(['a', 'o']), replaced(letters)];
}

const reversed = (text: string): string => [...text].toReversed().join('');
const fold = (password: string): string => password.normalize('NFKC').toLowerCase();
