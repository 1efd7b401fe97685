"""Languages by the codes people put in file names: ISO 639-1, and ISO 639-3 where it is the only one.

English names as interpreters' lists use them; the list leans to what immigration courts hear.
"""

from __future__ import annotations

from typing import Final

LANGUAGES: Final[dict[str, str]] = {
    **{"aa": "Afar", "ab": "Abkhaz", "af": "Afrikaans", "ak": "Akan", "am": "Amharic", "ar": "Arabic"},
    **{"as": "Assamese", "ay": "Aymara", "az": "Azerbaijani", "ba": "Bashkir", "be": "Belarusian"},
    **{"bg": "Bulgarian", "bm": "Bambara", "bn": "Bengali", "bo": "Tibetan", "bs": "Bosnian"},
    **{"ca": "Catalan", "ce": "Chechen", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German"},
    **{"dv": "Dhivehi", "dz": "Dzongkha", "ee": "Ewe", "el": "Greek", "en": "English", "es": "Spanish"},
    **{"et": "Estonian", "eu": "Basque", "fa": "Farsi", "ff": "Fulani", "fi": "Finnish", "fr": "French"},
    **{"ga": "Irish", "gl": "Galician", "gn": "Guarani", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew"},
    **{"hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian"},
    **{"id": "Indonesian", "ig": "Igbo", "is": "Icelandic", "it": "Italian", "ja": "Japanese"},
    **{"jv": "Javanese", "ka": "Georgian", "ki": "Kikuyu", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada"},
    **{"ko": "Korean", "kr": "Kanuri", "ks": "Kashmiri", "ku": "Kurdish", "ky": "Kyrgyz", "lg": "Luganda"},
    **{"ln": "Lingala", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mg": "Malagasy"},
    **{"mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay"},
    **{"mt": "Maltese", "my": "Burmese", "ne": "Nepali", "nl": "Dutch", "no": "Norwegian", "ny": "Chichewa"},
    **{"om": "Oromo", "or": "Odia", "os": "Ossetian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto"},
    **{"pt": "Portuguese", "qu": "Quechua", "rn": "Kirundi", "ro": "Romanian", "ru": "Russian"},
    **{"rw": "Kinyarwanda", "sd": "Sindhi", "sg": "Sango", "si": "Sinhala", "sk": "Slovak"},
    **{"sl": "Slovenian", "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian"},
    **{"sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai"},
    **{"ti": "Tigrinya", "tk": "Turkmen", "tl": "Tagalog", "tn": "Tswana", "tr": "Turkish", "tt": "Tatar"},
    **{"tw": "Twi", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese"},
    **{"wo": "Wolof", "xh": "Xhosa", "yi": "Yiddish", "yo": "Yoruba", "za": "Zhuang", "zh": "Chinese"},
    **{"zu": "Zulu", "agr": "Awajun", "cab": "Garifuna", "cak": "Kaqchikel"},
    **{"ckb": "Sorani", "cmn": "Mandarin", "ctu": "Ch'ol", "fuf": "Pular", "hmn": "Hmong", "ixl": "Ixil"},
    **{"jac": "Popti'", "kea": "Cape Verdean", "kek": "Q'eqchi'", "kjb": "Q'anjob'al", "kmr": "Kurmanji"},
    **{"kri": "Krio", "mam": "Mam", "mnk": "Mandinka", "miq": "Miskito"},
    **{"nah": "Nahuatl", "poh": "Poqomchi'", "prs": "Dari"},
    **{"quc": "K'iche'", "rhg": "Rohingya", "rom": "Romani", "snk": "Soninke", "sus": "Susu"},
    **{"tig": "Tigre", "tzh": "Tzeltal", "tzj": "Tz'utujil", "tzo": "Tzotzil"},
    **{"wuu": "Wu", "yua": "Yucatec Maya", "yue": "Cantonese", "zap": "Zapotec", "zza": "Zaza"},
    **{"ara": "Arabic", "ces": "Czech", "chi": "Chinese", "deu": "German", "eng": "English"},
    **{"fas": "Farsi", "fra": "French", "fre": "French", "ger": "German", "hat": "Haitian Creole"},
    **{"hin": "Hindi", "ita": "Italian", "kor": "Korean", "nep": "Nepali", "pan": "Punjabi"},
    **{"per": "Farsi", "por": "Portuguese", "pus": "Pashto", "rus": "Russian", "som": "Somali"},
    **{"spa": "Spanish", "swa": "Swahili", "tir": "Tigrinya", "tur": "Turkish", "ukr": "Ukrainian"},
    **{"urd": "Urdu", "vie": "Vietnamese", "zho": "Chinese"},
}

_NAMES = {name.casefold(): name for name in LANGUAGES.values()}


def language_name(word: str) -> str | None:
    """Give the English name for a code ("es", "ES", "es-MX") or a name ("spanish"); None where unknown."""
    wanted = word.strip().casefold()
    return _NAMES.get(wanted) or LANGUAGES.get(wanted.replace("_", "-").partition("-")[0])
