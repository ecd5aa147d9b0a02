"""Common first names in Sweden, to recognise lists of names. A vocabulary: it points to nobody."""

_COMMON = """
    Abdi Abdullah Adam Agneta Ahmed Aisha Albin Alexander Alexandra Alfred Ali Alice Alicia Alma Alva
    Amanda Amina Anders Andreas Anette Anita Anja Ann Ann-Christin Ann-Marie Anna Anneli Annette Annika
    Anton Arne Aron Arvid Astrid August Axel Barbro Bengt Benjamin Berit Bernt Bertil Birger Birgit
    Birgitta Bo Britt Britt-Marie Britta Bror Börje Camilla Carin Carina Carl Carola Caroline Cecilia
    Charlie Charlotte Christer Christian Christina Christoffer Dagmar Dagny Daniel Daniela David Dennis
    Ebba Eddie Edith Edvin Einar Elias Elin Elina Elisabet Elisabeth Ella Ellen Ellinor Elsa Else Elvira
    Emil Emilia Emma Emmy Erik Erika Erland Ernst Ester Eva Eva-Lena Evelina Fadumo Fanny Fatima Felicia
    Felix Filip Folke Frans Fredrik Frida Gabriel Gabriella Georg Gerd Gerda Gertrud Gisela Greta Gun
    Gunborg Gunhild Gunilla Gunnar Gunnel Gunvor Gustaf Gustav Göran Gösta Hanna Hannah Hannes Hans
    Harald Harry Hasan Hassan Hedda Hedvig Helen Helena Helene Helge Helmi Henrik Henry Herbert Hilda
    Hilma Hjalmar Hugo Håkan Ibrahim Ida Inga Inga-Lill Ingalill Ingeborg Ingela Ingemar Inger Ingmar
    Ingrid Ingvar Irene Iris Isabella Isak Ivar Jack Jacob Jakob Jan Jan-Erik Jan-Olof Jasmine Jenny
    Jens Jerry Jessica Jimmy Joakim Joel Johan Johanna Johannes John Johnny Jon Jonas Jonathan Jonna
    Josef Josefin Josefine Julia Julius Jörgen Kaj Kajsa Karim Karin Karl Karl-Erik Karolina Kasper
    Katarina Katrin Kennet Kenneth Kent Kerstin Kevin Khadija Kim Kjell Klara Knut Kristian Kristina
    Kristoffer Kurt Lars Lars-Erik Lasse Laura Leif Leila Lena Lennart Leo Leon Liam Lilian Lilly Lina
    Linda Linn Linnea Linnéa Linus Lisa Lisbet Lisbeth Liselotte Lotta Louise Lova Love Lovisa Lucas
    Ludvig Lukas Magdalena Magnus Maj Maj-Britt Maja Malin Malte Marcus Margareta Margaretha Margit
    Maria Mariam Marianne Marie Marika Marina Markus Marta Martin Martina Mary Maryam Matilda Mats
    Mattias Maud Max Melker Mia Michael Mikael Milla Milo Minna Miriam Moa Mohamed Mohammad Mohammed
    Mona Monica Monika Muhammad Märit Märta Nadia Nathalie Niklas Nils Nina Noah Noel Nora Nour Olga
    Oliver Olivia Olle Olof Olov Omar Osama Oscar Oskar Otto Ove Patricia Patrik Paul Pauline Per
    Per-Olof Pernilla Peter Petra Petter Pia Pontus Ragnar Ragnhild Rasmus Rebecka Reza Richard Rickard
    Rikard Rita Robert Robin Roger Roland Rolf Ronja Rose-Marie Roza Rune Rut Ruth Samir Samira Samuel
    Sandra Sanna Sara Sarah Sebastian Selim Selma Sigbritt Signe Sigrid Sigvard Simon Siv Sixten Sofia
    Sofie Solveig Sonja Staffan Stefan Stella Sten Stig Stina Sture Susanna Susanne Svante Svea Sven
    Sven-Erik Sverker Sylvia Tage Tea Thea Theo Therese Thomas Tilda Tilde Tim Tina Tobias Tom Tomas
    Tommy Tone Tor Torbjörn Tord Tore Torgny Torsten Tove Tuva Tyra Ulf Ulla Ulla-Britt Ulrik Ulrika
    Urban Valter Vanja Vera Verner Veronica Veronika Victor Victoria Vidar Viggo Viktor Viktoria Vilgot
    Vilhelm Ville Vincent Viola Virpi Vivi Wilhelm William Wilma Yasmin Yngve Yusuf Yvonne Zahra Zainab
    Zeinab Åke Åsa Örjan Östen
"""

FIRST_NAMES = frozenset(_COMMON.split())
