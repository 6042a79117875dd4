"""Currencies and the words for large amounts of them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CODES", "MAGNITUDES", "SYMBOLS", "Currency"]


@dataclass(frozen=True, slots=True)
class Currency:
    """How amounts of a currency are said."""

    one: str
    many: str
    cent: str = "cent"
    cents: str = "cents"
    """Both empty where there is no smaller coin: a fraction is then said with its point."""


DOLLAR = Currency("dollar", "dollars")
POUND = Currency("pound", "pounds", "penny", "pence")
EURO = Currency("euro", "euros")
YEN = Currency("yen", "yen", "sen", "sen")
YUAN = Currency("yuan", "yuan", "fen", "fen")
RUPEE = Currency("rupee", "rupees", "paisa", "paise")


def _dollar(of: str) -> Currency:
    return Currency(f"{of} dollar", f"{of} dollars")


SYMBOLS = {
    "US$": _dollar("U.S."),
    "U.S.$": _dollar("U.S."),
    "C$": _dollar("Canadian"),
    "CA$": _dollar("Canadian"),
    "CAD$": _dollar("Canadian"),
    "Can$": _dollar("Canadian"),
    "A$": _dollar("Australian"),
    "AU$": _dollar("Australian"),
    "NZ$": _dollar("New Zealand"),
    "HK$": _dollar("Hong Kong"),
    "S$": _dollar("Singapore"),
    "NT$": _dollar("Taiwan"),
    "R$": Currency("Brazilian real", "Brazilian reais"),
    "$": DOLLAR,
    "£": POUND,
    "€": EURO,
    "¥": YEN,
    "CN¥": YUAN,
    "₽": Currency("ruble", "rubles", "kopeck", "kopecks"),
    "₹": RUPEE,
    "Rs.": RUPEE,
    "Rs": RUPEE,
    "₩": Currency("won", "won", "", ""),
    "₪": Currency("shekel", "shekels", "agora", "agorot"),
    "₴": Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    "₺": Currency("lira", "liras", "kurus", "kurus"),
    "₦": Currency("naira", "naira", "kobo", "kobo"),
    "₱": Currency("peso", "pesos", "centavo", "centavos"),
    "฿": Currency("baht", "baht", "satang", "satang"),
    "₫": Currency("dong", "dong", "", ""),
    "₿": Currency("bitcoin", "bitcoins", "", ""),
    "¢": Currency("cent", "cents", "", ""),
}
"""Sign before an amount → its currency."""

CODES = {
    "USD": _dollar("U.S."),
    "EUR": EURO,
    "GBP": POUND,
    "JPY": YEN,
    "CNY": YUAN,
    "RMB": YUAN,
    "CAD": _dollar("Canadian"),
    "AUD": _dollar("Australian"),
    "NZD": _dollar("New Zealand"),
    "CHF": Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "INR": RUPEE,
    "RUB": SYMBOLS["₽"],
    "UAH": SYMBOLS["₴"],
    "SEK": Currency("Swedish krona", "Swedish kronor", "ore", "ore"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner", "ore", "ore"),
    "DKK": Currency("Danish krone", "Danish kroner", "ore", "ore"),
    "MXN": Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "BRL": SYMBOLS["R$"],
    "ZAR": Currency("rand", "rand"),
    "SGD": _dollar("Singapore"),
    "HKD": _dollar("Hong Kong"),
    "PLN": Currency("zloty", "zlotys", "grosz", "groszy"),
}
"""ISO 4217 code → its currency."""

MAGNITUDES = {
    "hundred": "hundred",
    "thousand": "thousand",
    "k": "thousand",
    "million": "million",
    "mln": "million",
    "mn": "million",
    "mil": "million",
    "mm": "million",
    "m": "million",
    "billion": "billion",
    "bln": "billion",
    "bn": "billion",
    "b": "billion",
    "trillion": "trillion",
    "trn": "trillion",
    "tn": "trillion",
    "tr": "trillion",
    "t": "trillion",
    "quadrillion": "quadrillion",
    "crore": "crore",
    "lakh": "lakh",
}
"""How a magnitude is written behind an amount → how it is said."""
