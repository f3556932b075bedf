"""The only place that knows SQL: tables, what the program does with them in one transaction each, migrations, search.

`values` costs nothing to import; everything else loads SQLAlchemy, so services import it when a project is opened.
"""
