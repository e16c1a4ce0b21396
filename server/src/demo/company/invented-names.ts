// Nobody is meant: surnames and companies are made up, and every address lies under a domain that no one can register (RFC 2606).

export const FIRST_NAMES = [
  ...[
    'Adela',
    'Alric',
    'Amara',
    'Anselm',
    'Aria',
    'Bastian',
    'Belen',
    'Bram',
    'Calla',
    'Cassius',
    'Corin',
    'Dalia',
  ],
  ...[
    'Darius',
    'Edda',
    'Elio',
    'Esme',
    'Fabian',
    'Farah',
    'Finn',
    'Greta',
    'Hana',
    'Henrik',
    'Imre',
    'Iona',
    'Ivo',
  ],
  ...[
    'Jalen',
    'Jorun',
    'Kaia',
    'Kenji',
    'Lena',
    'Linus',
    'Luz',
    'Mara',
    'Milan',
    'Mina',
    'Nadia',
    'Nico',
    'Odile',
  ],
  ...[
    'Orla',
    'Priya',
    'Quentin',
    'Rafe',
    'Rhea',
    'Rosa',
    'Silvan',
    'Sunniva',
    'Tarek',
    'Tilda',
    'Umar',
    'Vera',
  ],
  ...['Wanda', 'Xenia', 'Yannick', 'Zora'],
] as const

const SURNAME_BEGINNINGS = [
  'Alder',
  'Amber',
  'Bracken',
  'Calder',
  'Cinder',
  'Copper',
  'Dapple',
  'Ember',
  'Fennel',
]
const SURNAME_MIDDLES = [
  'Garnet',
  'Heather',
  'Juniper',
  'Larkspur',
  'Marrow',
  'Nettle',
  'Ochre',
  'Pebble',
  'Quillon',
]
const SURNAME_ENDS = ['bourne', 'crest', 'dell', 'fold', 'garth', 'holt', 'leigh', 'mere', 'thwaite', 'wick']

/** 180 surnames that nobody is known to bear. */
export const SURNAMES: readonly string[] = [...SURNAME_BEGINNINGS, ...SURNAME_MIDDLES].flatMap((begin) =>
  SURNAME_ENDS.map((end) => begin + end),
)

const COMPANY_BEGINNINGS = [
  'Blue Kettle',
  'Clearpine',
  'Dustwell',
  'Elmgrove',
  'Foxglove',
  'Grainfield',
  'Hollowbay',
]
const COMPANY_MIDDLES = [
  'Ironleaf',
  'Kestrel Bay',
  'Lanternway',
  'Mossgate',
  'Northbeam',
  'Oakhollow',
  'Palehorse',
]
const COMPANY_ENDS = ['Analytics', 'Freight', 'Foods', 'Health', 'Robotics', 'Software', 'Textiles', 'Tools']

/** 112 companies. */
export const COMPANIES: readonly string[] = [...COMPANY_BEGINNINGS, ...COMPANY_MIDDLES].flatMap((begin) =>
  COMPANY_ENDS.map((end) => `${begin} ${end}`),
)

export const TITLES = [
  'Head of Sales',
  'Sales Operations Manager',
  'VP Revenue',
  'Chief Executive',
  'Head of Marketing',
  'Account Director',
  'Business Development Lead',
  'Customer Success Manager',
] as const

/** Where the prospects are; cities whose time zones differ. */
export const PLACES = [
  { city: 'New York', country: 'United States', zone: 'America/New_York', dial: '+1 212 555' },
  { city: 'Chicago', country: 'United States', zone: 'America/Chicago', dial: '+1 312 555' },
  { city: 'Denver', country: 'United States', zone: 'America/Denver', dial: '+1 303 555' },
  { city: 'San Francisco', country: 'United States', zone: 'America/Los_Angeles', dial: '+1 415 555' },
  { city: 'Toronto', country: 'Canada', zone: 'America/Toronto', dial: '+1 416 555' },
  { city: 'London', country: 'United Kingdom', zone: 'Europe/London', dial: '+44 20 7946' },
  { city: 'Berlin', country: 'Germany', zone: 'Europe/Berlin', dial: '+49 30 23125' },
  { city: 'Madrid', country: 'Spain', zone: 'Europe/Madrid', dial: '+34 91 000' },
  { city: 'Mumbai', country: 'India', zone: 'Asia/Kolkata', dial: '+91 22 5550' },
  { city: 'Sydney', country: 'Australia', zone: 'Australia/Sydney', dial: '+61 2 5550' },
] as const
