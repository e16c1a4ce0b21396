import { TARGET_FIELDS } from './column-target.ts'
import { plainName } from './plain-name.ts'

export type HeaderField = (typeof TARGET_FIELDS)[number]

/**
 * What the columns of a field are called, the surest name first, as `plainName` has them: English, what Klenty, HubSpot, Salesforce,
 * Pipedrive, Apollo, ZoomInfo, LinkedIn, Outlook and Google export, then German, French, Spanish, Portuguese, Italian, Dutch, the
 * Scandinavian languages, Finnish, Polish, Czech, Turkish, Russian, Japanese and Chinese.
 */
const NAMES: Partial<Record<HeaderField, string>> = {
  Email: `emailaddress mail mailaddress workemail businessemail contactemail primaryemail emailwork personemailwork personemail
    contactemailaddress emailid email1 email1value email1address emailaddress1 prospectemail leademail emails
    emailadresse mailadresse emailadress adressemail adresseemail adresseelectronique courriel courrier mailprofessionnel emailprofessionnel
    correoelectronico correo direcciondecorreo direcciondecorreoelectronico enderecodeemail correioeletronico
    indirizzoemail indirizzodipostaelettronica postaelettronica emailaddres emailadres epost epostadress epostadresse epostadres
    mailadres emailosoite sahkoposti sahkopostiosoite adresemail adreseemail eposta epostaadresi
    электроннаяпочта почта адресэлектроннойпочты メールアドレス メール 电子邮件 邮箱 电子邮箱 이메일`,
  FirstName: `first givenname forename contactfirstname leadfirstname personfirstname fname vorname prenom nombre primeironome nome
    voornaam fornavn fornamn etunimi imie jmeno krestnijmeno ad isim имя 名 名字 이름`,
  LastName: `last surname familyname contactlastname leadlastname personlastname lname secondname nachname familienname zuname nom
    nomdefamille apellido apellidos sobrenome ultimonome cognome achternaam etternavn efternavn efternamn sukunimi nazwisko prijmeni
    soyad soyadi soyisim фамилия 姓 姓氏`,
  FullName: `name contactname personname leadname displayname vollername vollstandigername ansprechpartner kontaktname nomcomplet
    nombrecompleto nomecompleto nominativo volledigenaam naam fulltnavn fullstandigtnamn kokonimi imieinazwisko adsoyad фио 氏名 名前 姓名`,
  MiddleName:
    'middle middleinitial secondgivenname zweitername zweitervorname deuxiemeprenom segundonombre отчество',
  Company: `companyname organization organisation organizationname organisationname organization1name employer accountname
    companyaccount associatedcompany primarycompany companynameforemails businessname firma firmenname unternehmen
    arbeitgeber entreprise societe nomdelentreprise empresa nombredelaempresa compania companhia azienda societa ragionesociale bedrijf
    bedrijfsnaam foretag virksomhed selskap firmanavn yritys nazwafirmy spolecnost sirket компания организация 会社名 会社 公司`,
  Account: 'accountname salesforceaccount',
  CompanyDomain: 'domain companydomainname emaildomain websitedomain domane',
  CompanyURL: `companywebsite website websiteurl webpage web homepage companyurl internetadresse webseite firmenwebseite siteweb
    sitioweb paginaweb sito sitoweb nettside hemsida hjemmeside`,
  CompanyEmail: 'companyemailaddress firmenemail',
  CompanyPhone: 'companyphonenumber corporatephone companymainphone switchboard zentrale telefonzentrale',
  Department:
    'departmentname team abteilung bereich departement service departamento reparto afdeling avdelning dzial',
  Title: `jobtitle position role jobposition jobrole organizationtitle organization1title personjobtitle designation function funktion
    berufsbezeichnung jobbezeichnung stelle fonction poste intituleduposte cargo puesto ruolo posizione functie functietitel stilling
    tittel titel befattning asema stanowisko pozice unvan должность 役職 职位 职务`,
  Phone: `phonenumber telephone telephonenumber businessphone workphone directphone directphonenumber workdirectphone phone1value
    workphonenumber directdial personphonework personphone mobilephone mobilephonenumber mobile mobilenumber cell cellphone tel telefon telefonnummer
    rufnummer mobil mobiltelefon handy telefono telefone celular cellulare telefoon telefoonnummer puhelin puhelinnumero telefonnr
    numertelefonu telefonnicislo telefonnumarasi телефон 電話番号 電話 电话 手机`,
  Location: 'personlocation contactlocation standort adresse adresa ubicacion localizacao localita sijainti',
  City: `town mailingcity personcity contactcity businesscity workcity homecity stadt ort wohnort ville ciudad cidade citta stad plaats
    woonplaats kaupunki miasto mesto sehir город 市区町村 城市`,
  Country: `countryregion countryname mailingcountry personcountry contactcountry businesscountry businesscountryregion country1
    land pays pais paese nazione maa kraj zeme ulke страна 国 国家`,
  TwitterId: 'twitter twitterhandle twitterusername twitterurl xhandle',
  LinkedinURL: `linkedin linkedinprofile linkedinprofileurl linkedinurl personlinkedinurl contactlinkedinurl linkedincontactprofileurl
    linkedinlink linkedinbio profileurl linkedinprofil`,
  Tags: 'tag labels label schlagworte schlagworter etiquettes etiquetas etichette',
  Owner: 'owneremail contactowneremail leadowneremail contactowner leadowner prospectowner',
  timeZone:
    'tz timezonename zeitzone fuseauhoraire zonahoraria fusohorario fusoorario tijdzone tidszon tidssone',
}

/** Each field with its names; its own name comes first. */
export const HEADER_NAMES: readonly { field: HeaderField; names: readonly string[] }[] = TARGET_FIELDS.map(
  (field) => ({ field, names: [plainName(field), ...(NAMES[field]?.split(/\s+/).map(plainName) ?? [])] }),
)
