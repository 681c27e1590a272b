"""The fields of a record that are compared."""

# Fields whose texts are compared as they stand.
TEXTS = ("address", "street_number", "street", "place", "suburb", "city", "postcode", "state")
EXACT = ("tax_id", "id_number", "wechat")
FIELDS = (
    *("name", "family", "given", "company", "phones", "mobiles", "emails", "website"),
    *("birthday", *TEXTS, *EXACT),
)
